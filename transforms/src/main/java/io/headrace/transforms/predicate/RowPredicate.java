package io.headrace.transforms.predicate;

import io.headrace.transforms.engine.BuildVersion;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/** A predicate of this build that holds nothing to close. */
abstract class RowPredicate<R extends ConnectRecord<R>> implements Predicate<R>, Versioned {

    @Override
    public final String version() {
        return BuildVersion.VERSION;
    }

    @Override
    public final void close() {
        // nothing is held
    }
}
