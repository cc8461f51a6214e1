package io.headrace.search.document;

import io.headrace.search.config.IdentitySettings;
import io.headrace.search.config.IdentitySettings.IdSource;
import io.headrace.search.failure.RecordException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The id and the routing of a record's document. Used by the task thread only. */
final class Identity {
    private static final int LONGEST_ID = 512;

    private final IdentitySettings settings;
    private final KeyText keys;
    private final List<FieldPath> valueFields;
    private final @Nullable FieldPath routingField;

    Identity(IdentitySettings settings) {
        this.settings = settings;
        this.keys = new KeyText(
                settings.separator(), settings.id() == IdSource.VALUE_FIELD ? List.of() : settings.fields());
        this.valueFields = settings.fields().stream().map(FieldPath::parse).toList();
        this.routingField = settings.routingField() == null ? null : FieldPath.parse(settings.routingField());
    }

    /** Whether two rows under one key may be two documents. */
    boolean dependsOnValue() {
        return settings.id() == IdSource.VALUE_FIELD
                || settings.routing() == IdentitySettings.RoutingSource.VALUE_FIELD;
    }

    /** Whether the records about one row share an id, so that they may replace and delete each other's document. */
    boolean isOfTheRow(String topic) {
        return settings.idOf(topic).isOfTheRow();
    }

    /** Null when the server is to choose. */
    @Nullable
    String id(SinkRecord record, @Nullable Body row) {
        return switch (settings.idOf(record.topic())) {
            case KEY -> checked(keys.of(record.key()), "the record's key");
            case VALUE_FIELD -> checked(ofValue(row), "the value's fields");
            case HEADER ->
                checked(Headers.text(record, String.valueOf(settings.idHeader())), "header " + settings.idHeader());
            case TOPIC_PARTITION_OFFSET -> record.topic() + "+" + record.kafkaPartition() + "+" + record.kafkaOffset();
            case NONE -> null;
        };
    }

    @Nullable
    String routing(SinkRecord record, @Nullable Body row) {
        if (routingField == null) {
            return null;
        }
        return switch (settings.routing()) {
            case NONE -> null;
            case KEY_FIELD -> required(Keys.field(record.key(), routingField), "key field");
            case VALUE_FIELD -> required(row == null ? null : row.text(routingField), "value field");
            case HEADER -> required(Headers.text(record, String.valueOf(settings.routingField())), "header");
        };
    }

    private String required(@Nullable String routing, String what) {
        if (routing == null || routing.isEmpty()) {
            throw new RecordException("Routing has to come from " + what + " " + settings.routingField()
                    + ", and it is missing, empty or no scalar. Correct routing.field, or the source.");
        }
        return routing;
    }

    private @Nullable String ofValue(@Nullable Body row) {
        if (row == null) {
            return null;
        }
        StringBuilder joined = new StringBuilder();
        for (FieldPath field : valueFields) {
            String text = row.text(field);
            if (text == null) {
                throw new RecordException("A document id has to come from value field " + field
                        + ", and it is missing, null or no scalar. Correct document.id.fields, or the source.");
            }
            joined.append(joined.isEmpty() ? "" : settings.separator())
                    .append(valueFields.size() == 1 ? text : keys.escaped(text));
        }
        return joined.toString();
    }

    private String checked(@Nullable String id, String origin) {
        if (id == null || id.isEmpty()) {
            throw new RecordException("A document id has to come from " + origin + ", and it is "
                    + (id == null ? "null" : "empty")
                    + ". Set key.ignore=true or another document.id, or give records keys with ValueToKey.");
        }
        if (id.length() * 3 <= LONGEST_ID) {
            return id;
        }
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_ID) {
            return id;
        }
        if (settings.hashOverlong()) {
            return hash(bytes);
        }
        throw new RecordException("A document id may have 512 bytes, and this one has " + bytes.length
                + ". Choose shorter fields with document.id.fields, or set document.id.overlong=hash.");
    }

    private static String hash(byte[] bytes) {
        try {
            return "sha256-"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
