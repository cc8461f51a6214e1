package io.headrace.listener.service;

import io.headrace.listener.RowChange;
import io.headrace.listener.consume.Observer;
import io.headrace.listener.dispatch.Work;
import java.time.Duration;

/** Tells two observers. */
record Observers(Observer first, Observer second) implements Observer {
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
    public void retrying(Work work, Throwable error, Duration pause) {
        first.retrying(work, error, pause);
        second.retrying(work, error, pause);
    }

    @Override
    public void deadLettered(Work work, Throwable error) {
        first.deadLettered(work, error);
        second.deadLettered(work, error);
    }

    @Override
    public void duplicate(RowChange change) {
        first.duplicate(change);
        second.duplicate(change);
    }
}
