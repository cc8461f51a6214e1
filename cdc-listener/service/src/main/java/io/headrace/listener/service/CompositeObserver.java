package io.headrace.listener.service;

import io.headrace.listener.change.RowChange;
import io.headrace.listener.spi.FailedRecord;
import io.headrace.listener.spi.ListenerObserver;
import java.time.Duration;

/** Passes everything on to two observers, in this order. */
record CompositeObserver(ListenerObserver first, ListenerObserver second) implements ListenerObserver {
    @Override
    public void reacted(RowChange change) {
        first.reacted(change);
        second.reacted(change);
    }

    @Override
    public void replayed(RowChange change) {
        first.replayed(change);
        second.replayed(change);
    }

    @Override
    public void retrying(FailedRecord record, Throwable error, Duration pause) {
        first.retrying(record, error, pause);
        second.retrying(record, error, pause);
    }

    @Override
    public void deadLettered(FailedRecord record, Throwable error) {
        first.deadLettered(record, error);
        second.deadLettered(record, error);
    }

    @Override
    public void duplicate(RowChange change) {
        first.duplicate(change);
        second.duplicate(change);
    }
}
