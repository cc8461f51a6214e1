package io.headrace.search.index;

import io.headrace.search.config.SettingException;
import io.headrace.search.document.Body;
import io.headrace.search.failure.RecordException;
import io.headrace.search.identity.HeaderText;
import io.headrace.search.identity.KeyFields;
import io.headrace.search.identity.TableTopicName;
import io.headrace.search.json.DottedPath;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** An index name with placeholders, taken apart once. Stateless. */
final class IndexTemplate {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    /** Writes one part of the name. */
    @FunctionalInterface
    private interface Part {
        @Nullable
        String of(SinkRecord record, @Nullable Body row);
    }

    /** @param literal the text itself where there is no placeholder */
    private record Named(String placeholder, String literal, Part part) {}

    private final List<Named> parts;
    private final boolean dependsOnValue;
    private final boolean dependsOnTime;
    private final boolean isTopicAlone;

    private IndexTemplate(List<Named> parts) {
        this.parts = parts;
        this.dependsOnTime = parts.stream().anyMatch(part -> part.placeholder.startsWith("timestamp:"));
        this.dependsOnValue = dependsOnTime || parts.stream().anyMatch(part -> part.placeholder.startsWith("value:"));
        this.isTopicAlone = parts.size() == 1 && parts.get(0).placeholder.equals("topic");
    }

    static IndexTemplate parse(String text) {
        List<Named> parts = new ArrayList<>();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int end = 0;
        while (placeholder.find()) {
            addLiteral(parts, text.substring(end, placeholder.start()));
            parts.add(new Named(placeholder.group(1), "", part(text, placeholder.group(1))));
            end = placeholder.end();
        }
        addLiteral(parts, text.substring(end));
        return new IndexTemplate(parts);
    }

    private static void addLiteral(List<Named> parts, String literal) {
        if (!literal.isEmpty()) {
            parts.add(new Named("", literal, (record, row) -> literal));
        }
    }

    private static Part part(String text, String placeholder) {
        int colon = placeholder.indexOf(':');
        String argument = placeholder.substring(colon + 1);
        return switch (colon < 0 ? placeholder : placeholder.substring(0, colon)) {
            case TableTopicName.WHOLE -> (record, row) -> record.topic();
            case TableTopicName.TABLE, TableTopicName.DATABASE ->
                (record, row) -> TableTopicName.part(record.topic(), placeholder);
            case "key" -> {
                DottedPath path = DottedPath.parse("index", argument);
                yield (record, row) -> KeyFields.field(record.key(), path);
            }
            case "value" -> {
                DottedPath path = DottedPath.parse("index", argument);
                yield (record, row) -> row == null ? null : row.text(path);
            }
            case "header" -> (record, row) -> HeaderText.text(record, argument);
            case "timestamp" -> time(text, argument);
            default ->
                throw new SettingException(
                        "index",
                        text,
                        "has a placeholder that is none of ${topic}, ${topic.table},"
                                + " ${topic.database}, ${key:path}, ${value:path}, ${header:name}, ${timestamp:pattern}");
        };
    }

    private static Part time(String text, String pattern) {
        try {
            DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
            return (record, row) ->
                    record.timestamp() == null ? null : format.format(Instant.ofEpochMilli(record.timestamp()));
        } catch (IllegalArgumentException e) {
            throw new SettingException("index", text, "has a pattern for time that is none, such as yyyy.MM.dd");
        }
    }

    /** Whether a tombstone is not enough to know the name. */
    boolean dependsOnValue() {
        return dependsOnValue;
    }

    boolean dependsOnTime() {
        return dependsOnTime;
    }

    boolean isTopicAlone() {
        return isTopicAlone;
    }

    /** Whether the topic's name is enough to know the name. */
    boolean dependsOnTopicOnly() {
        return parts.stream()
                .allMatch(part -> part.placeholder.isEmpty() || part.placeholder.startsWith(TableTopicName.WHOLE));
    }

    /** Whether it holds one of these: {@code topic}, {@code topic.database}, {@code topic.table}. */
    boolean holds(String placeholder) {
        return parts.stream().anyMatch(part -> part.placeholder.equals(placeholder));
    }

    /** For a template that {@link #dependsOnTopicOnly}; null when the topic's name has too few parts. */
    @Nullable
    String fill(String topic) {
        StringBuilder name = new StringBuilder();
        for (Named part : parts) {
            String text = part.placeholder.isEmpty() ? part.literal : TableTopicName.part(topic, part.placeholder);
            if (text == null || text.isEmpty()) {
                return null;
            }
            name.append(text);
        }
        return name.toString();
    }

    String fill(SinkRecord record, @Nullable Body row) {
        if (isTopicAlone) {
            return record.topic();
        }
        StringBuilder name = new StringBuilder();
        for (Named part : parts) {
            String text = part.part.of(record, row);
            if (text == null || text.isEmpty()) {
                throw new RecordException("The index name needs ${" + part.placeholder + "}, and the record has no such"
                        + " text. Correct the index setting, or the source.");
            }
            name.append(text);
        }
        return name.toString();
    }
}
