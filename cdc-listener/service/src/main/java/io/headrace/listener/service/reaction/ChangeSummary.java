package io.headrace.listener.service.reaction;

import io.headrace.listener.change.Origin;
import io.headrace.listener.change.RowChange;
import java.time.Duration;
import java.time.Instant;

/** Describes a change in a log line, without values of the row. */
final class ChangeSummary {

    private ChangeSummary() {}

    public static String of(RowChange change) {
        Origin origin = change.origin();
        StringBuilder line = new StringBuilder(96)
                .append(change.operation().key())
                .append(' ')
                .append(origin.table())
                .append(" key#")
                .append(Integer.toHexString(origin.key().hashCode()))
                .append(" from ")
                .append(origin.topic())
                .append('-')
                .append(origin.partition())
                .append('@')
                .append(origin.offset());
        if (!change.changed().isEmpty()) {
            line.append(" changed ").append(change.changed());
        }
        return line.append(", ")
                .append(Duration.between(origin.committedAt(), Instant.now()).toMillis())
                .append(" ms after its commit")
                .toString();
    }
}
