package io.headrace.transforms.envelope;

import io.headrace.transforms.envelope.SourceBlock.Table;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.errors.DataException;

/**
 * Which table each topic is named after. Debezium replaces characters that a topic's name can't have by {@code _}, so that
 * {@code sales data} and {@code sales_data} write to one topic, where equal keys stand for different rows. A topic in which
 * a router brings tables together is named after none or one of them, and isn't checked. Called by any thread.
 */
public final class TopicTables {

    private final String transform;
    private final Map<String, Table> owners = new ConcurrentHashMap<>();

    public TopicTables(String transform) {
        this.transform = transform;
    }

    /** @throws DataException if the topic is named after this table and another one whose rows came before */
    public void claim(String topic, String prefix, Table table) {
        if (!isNamedFor(topic, prefix, table)) {
            return;
        }
        Table owner = owners.putIfAbsent(topic, table);
        if (owner != null && !owner.equals(table)) {
            throw new DataException(transform + ", topic '" + topic + "': needed rows of one table, found rows of '"
                    + owner + "' and of '" + table + "', whose names Debezium makes into this one topic: it replaces"
                    + " what is not a letter of ASCII, a digit, '.', '_' or '-' by '_'. Their keys would stand for each"
                    + " other's rows. Rename one of the tables, leave it out by table.exclude.list, or capture it by"
                    + " a source of its own with another topic.prefix. If one of them was renamed to the other,"
                    + " restart the task.");
        }
    }

    /** Compares without building the name: it runs for each row of a topic in which a router brings tables together. */
    private static boolean isNamedFor(String topic, String prefix, Table table) {
        int databaseAt = prefix.length() + 1;
        int nameAt = databaseAt + table.database().length() + 1;
        return topic.length() == nameAt + table.name().length()
                && isAt(topic, 0, prefix)
                && topic.charAt(databaseAt - 1) == '.'
                && isAt(topic, databaseAt, table.database())
                && topic.charAt(nameAt - 1) == '.'
                && isAt(topic, nameAt, table.name());
    }

    private static boolean isAt(String topic, int from, String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (topic.charAt(from + i) != (isKept(c) ? c : '_')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isKept(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
