package io.headrace.search.identity;

import io.headrace.search.config.IdentitySettings;
import io.headrace.search.config.IdentitySettings.IdSource;
import io.headrace.search.config.IdentitySettings.RoutingSource;
import io.headrace.search.document.Body;
import io.headrace.search.failure.RecordException;
import io.headrace.search.json.DottedPath;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The id and the routing of a record's document. Used by the task thread only. */
public final class Identity {
    private static final int LONGEST_ID = 512;
    private static final String FIELDS = "document.id.fields";
    private static final String ROUTING_FIELD = "routing.field";

    private final IdentitySettings settings;
    private final KeyText keys;
    private final IdTemplate template;
    private final IndexOwners owners;
    private final List<DottedPath> valueFields;
    private final @Nullable DottedPath routingField;

    public Identity(IdentitySettings settings) {
        this.settings = settings;
        List<String> fields = settings.fields();
        boolean ofValue = settings.id() == IdSource.VALUE_FIELD;
        List<String> ofKey =
                fields.stream().map(name -> DottedPath.plainName(FIELDS, name)).toList();
        this.keys = new KeyText(settings.separator(), ofValue ? List.of() : ofKey, settings.mapsByName());
        this.template = IdTemplate.parse(settings.template());
        this.owners = new IndexOwners(template);
        this.valueFields = !ofValue
                ? List.of()
                : fields.stream().map(path -> DottedPath.parse(FIELDS, path)).toList();
        boolean routesByPath =
                settings.routing() == RoutingSource.KEY_FIELD || settings.routing() == RoutingSource.VALUE_FIELD;
        this.routingField = !routesByPath || settings.routingField() == null
                ? null
                : DottedPath.parse(ROUTING_FIELD, settings.routingField());
    }

    /** Whether two rows under one key may be two documents. */
    public boolean dependsOnValue() {
        return settings.id() == IdSource.VALUE_FIELD || settings.routing() == RoutingSource.VALUE_FIELD;
    }

    /** Whether the records about one row share an id, so that they may replace and delete each other's document. */
    public boolean isOfTheRow(String topic) {
        return settings.idOf(topic).isOfTheRow();
    }

    /** Fails when another topic's rows are under ids of this index that this record's id could be, too. */
    public void requireOwn(SinkRecord record, String index) {
        if (settings.isExclusive(record.topic())) {
            owners.require(record.originalTopic(), record.topic(), index);
        }
    }

    /** As {@link #requireOwn}, before there are records: for a topic that no transform renames. */
    public void requireOwn(String topic, String index) {
        if (settings.isExclusive(topic)) {
            owners.require(topic, topic, index);
        }
    }

    /** Null when the server is to choose. */
    public @Nullable String id(SinkRecord record, @Nullable Body row) {
        return switch (settings.idOf(record.topic())) {
            case KEY -> checked(record, keys.of(record), "the record's key");
            case VALUE_FIELD -> checked(record, ofValue(row), "the value's fields");
            case HEADER ->
                checked(
                        record,
                        HeaderText.text(record, String.valueOf(settings.idHeader())),
                        "header " + settings.idHeader());
            case TOPIC_PARTITION_OFFSET -> record.topic() + "+" + record.kafkaPartition() + "+" + record.kafkaOffset();
            case NONE -> null;
        };
    }

    public @Nullable String routing(SinkRecord record, @Nullable Body row) {
        return switch (settings.routing()) {
            case NONE -> null;
            case KEY_FIELD -> required(KeyFields.field(record.key(), pathOfRouting()), "key field");
            case VALUE_FIELD -> required(row == null ? null : row.text(pathOfRouting()), "value field");
            case HEADER -> required(HeaderText.text(record, String.valueOf(settings.routingField())), "header");
        };
    }

    private DottedPath pathOfRouting() {
        return Objects.requireNonNull(routingField, "settings have it with these routings");
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
        for (DottedPath field : valueFields) {
            String text = row.text(field);
            if (text == null) {
                throw new RecordException("A document id has to come from value field " + field
                        + ", and it is missing, null or no scalar. Correct document.id.fields, or the source.");
            }
            joined.append(joined.isEmpty() ? "" : settings.separator())
                    .append(valueFields.size() == 1 ? text : keys.escaped(text, "Value field " + field));
        }
        return joined.toString();
    }

    private String checked(SinkRecord record, @Nullable String text, String origin) {
        if (text == null || text.isEmpty()) {
            throw new RecordException("A document id has to come from " + origin + ", and it is "
                    + (text == null ? "null" : "empty")
                    + ". Set key.ignore=true or another document.id, or give records keys with ValueToKey.");
        }
        String id = template.isKeyAlone() ? text : template.of(record.topic()).around(text);
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
