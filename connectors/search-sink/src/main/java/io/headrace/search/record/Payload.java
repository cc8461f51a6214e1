package io.headrace.search.record;

import io.headrace.search.document.Body;
import io.headrace.search.document.DocumentChange;
import io.headrace.search.document.SkipReason;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** What the value of a record turned out to be. */
sealed interface Payload {

    /** What a record with each kind of payload asks for. */
    interface Reading {
        DocumentChange document(SinkRecord record, Document document);

        DocumentChange envelope(SinkRecord record, Envelope envelope);

        DocumentChange nothing(SinkRecord record, Nothing nothing);
    }

    /** Hands itself to the method of its kind. */
    DocumentChange of(SinkRecord record, Reading reading);

    /** A row or document as it is now. */
    record Document(Body body) implements Payload {
        @Override
        public DocumentChange of(SinkRecord record, Reading reading) {
            return reading.document(record, this);
        }
    }

    /** A change event with the row before and after it; which of them is there depends on the change. */
    record Envelope(
            char op,
            @Nullable Body before,
            @Nullable Body after,
            @Nullable Body source) implements Payload {
        @Override
        public DocumentChange of(SinkRecord record, Reading reading) {
            return reading.envelope(record, this);
        }
    }

    /** Something that concerns no document. */
    record Nothing(SkipReason reason) implements Payload {
        @Override
        public DocumentChange of(SinkRecord record, Reading reading) {
            return reading.nothing(record, this);
        }
    }
}
