package io.headrace.search.config;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where document ids, routings and versions come from.
 *
 * @param topicsIgnoringKeys topics whose ids are topic+partition+offset whatever the source
 * @param fields the fields that make an id, in this order; empty for all of the key
 * @param template what ids are in the end, of ${key} and the topic
 * @param mapsByName whether the fields of a schemaless Map go by name, as far as {@code fields} says nothing
 * @param equalOverwrites whether a write of the version that is there already takes effect
 * @param failsOnRegression whether the task stops when the index holds versions that are no offsets of its topic
 */
public record IdentitySettings(
        IdSource id,
        Set<String> topicsIgnoringKeys,
        String separator,
        List<String> fields,
        @Nullable String idHeader,
        boolean hashOverlong,
        String template,
        boolean mapsByName,
        Sharing sharing,
        RoutingSource routing,
        @Nullable String routingField,
        VersionSource version,
        @Nullable String versionHeader,
        boolean equalOverwrites,
        int epoch,
        boolean failsOnRegression) {

    /** What a document's id is taken from. */
    public enum IdSource {
        KEY,
        VALUE_FIELD,
        HEADER,
        TOPIC_PARTITION_OFFSET,
        NONE;

        /** Whether records about one row share an id, so that they may be ordered, replaced and deleted. */
        public boolean isOfTheRow() {
            return this == KEY || this == VALUE_FIELD || this == HEADER;
        }
    }

    /** Whether topics may write to one index under ids from keys that don't tell them apart. */
    public enum Sharing {
        REFUSE,
        ALLOW
    }

    /** What a document's routing is taken from. */
    public enum RoutingSource {
        NONE,
        KEY_FIELD,
        VALUE_FIELD,
        HEADER
    }

    /** What tells an older write from a newer one. */
    public enum VersionSource {
        OFFSET,
        HEADER,
        TIMESTAMP,
        SOURCE,
        NONE
    }

    /** Whether another topic with this topic's keys must not write where it does. */
    public boolean isExclusive(String topic) {
        return sharing == Sharing.REFUSE && idOf(topic) == IdSource.KEY;
    }

    /** Where the id of a record of this topic comes from. */
    public IdSource idOf(String topic) {
        return topicsIgnoringKeys.contains(topic) ? IdSource.TOPIC_PARTITION_OFFSET : id;
    }
}
