package io.headrace.search.record;

import java.util.Collection;
import java.util.List;

/** Tells topics of rows from those that Debezium writes beside them, by their names. Stateless. */
public final class RowTopics {
    static final String HEARTBEATS = "__debezium-heartbeat";

    private static final String TRANSACTIONS = ".transaction";

    private RowTopics() {}

    /** Without heartbeats, and without the schema changes and transactions of a prefix whose tables are there. */
    public static List<String> of(Collection<String> topics) {
        return topics.stream()
                .filter(topic -> !topic.startsWith(HEARTBEATS))
                .filter(topic -> {
                    String prefix = topic.endsWith(TRANSACTIONS)
                            ? topic.substring(0, topic.length() - TRANSACTIONS.length())
                            : topic;
                    return topics.stream().noneMatch(other -> isTableOf(prefix, other));
                })
                .toList();
    }

    /** Whether it is prefix.database.table. */
    private static boolean isTableOf(String prefix, String topic) {
        return topic.startsWith(prefix + ".") && topic.indexOf('.', prefix.length() + 1) > 0;
    }
}
