package io.headrace.search.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of Debezium's prefix.database.table. Stateless. */
public final class TableTopicName {
    public static final String WHOLE = "topic";
    public static final String DATABASE = "topic.database";
    public static final String TABLE = "topic.table";

    private static final List<String> PLACEHOLDERS = List.of(WHOLE, DATABASE, TABLE);

    private TableTopicName() {}

    static boolean isPlaceholder(String text) {
        return PLACEHOLDERS.contains(text);
    }

    /** What a placeholder stands for in a topic; null when its name has too few parts. */
    public static @Nullable String part(String topic, String placeholder) {
        return switch (placeholder) {
            case TABLE -> fromEnd(topic, 1);
            case DATABASE -> fromEnd(topic, 2);
            default -> topic;
        };
    }

    private static @Nullable String fromEnd(String topic, int place) {
        String[] parts = topic.split("\\.", -1);
        return place > parts.length ? null : parts[parts.length - place];
    }
}
