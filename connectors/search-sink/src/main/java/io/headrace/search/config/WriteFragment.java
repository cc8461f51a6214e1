package io.headrace.search.config;

import io.headrace.search.config.TargetSettings.ResourceType;
import io.headrace.search.config.WriteSettings.Malformed;
import io.headrace.search.config.WriteSettings.Method;
import io.headrace.search.config.WriteSettings.NullValues;
import io.headrace.search.config.WriteSettings.Truncate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Range;

/** Settings of what records do to documents, and of those that can't do anything. */
final class WriteFragment {
    static final String GROUP = "Writes and errors";
    static final String METHOD = "write.method";
    static final String NULL_VALUES = "behavior.on.null.values";
    static final String MALFORMED = "behavior.on.malformed.documents";
    static final String TRUNCATE = "behavior.on.truncate";
    static final String FAILURE_BREAKER = "failure.breaker";

    private static final String TOLERANCE = "errors.tolerance";
    private static final String DEAD_LETTERS = "errors.deadletterqueue.topic.name";

    private WriteFragment() {}

    static void define(ConfigDef definition) {
        new SettingGroup(definition, GROUP)
                .optional(
                        METHOD,
                        ConfigDef.Type.STRING,
                        "index",
                        anyOf("index", "insert", "create", "upsert"),
                        Importance.MEDIUM,
                        "Write method",
                        "index (or insert) replaces the whole document, create only adds, upsert merges the fields into"
                                + " the existing document. Only index is protected by external versions.")
                .optional(
                        NULL_VALUES,
                        ConfigDef.Type.STRING,
                        null,
                        anyOf("delete", "ignore", "fail"),
                        Importance.MEDIUM,
                        "Null values",
                        "What a tombstone or a deletion does. Default: delete if ids come from keys, ignore for a data"
                                + " stream, which only accepts new documents, otherwise fail.")
                .optional(
                        MALFORMED,
                        ConfigDef.Type.STRING,
                        null,
                        anyOf("report", "ignore", "warn", "fail"),
                        Importance.MEDIUM,
                        "Malformed documents",
                        "What becomes of a record that can't become a document or that the server rejects for good:"
                                + " send it to the dead letter topic (report), drop it (ignore or warn), or fail the"
                                + " task (fail). Default: report if the connector has errors.tolerance=all and a dead"
                                + " letter topic, otherwise fail.")
                .oneOf(
                        TRUNCATE,
                        Truncate.class,
                        Truncate.IGNORE,
                        Importance.LOW,
                        "Truncate events",
                        "What a truncate event does. It names no rows and is not ordered relative to other partitions,"
                                + " so the index has to be repaired or rebuilt after one.")
                .optional(
                        FAILURE_BREAKER,
                        ConfigDef.Type.INT,
                        100,
                        Range.atLeast(1),
                        Importance.LOW,
                        "Failures alike",
                        "This many failures in a row for the same reason stop the task instead of going to the dead"
                                + " letters.");
    }

    private static ConfigDef.Validator anyOf(String... texts) {
        return LambdaValidator.with(
                (name, value) -> {
                    if (value != null
                            && !List.of(texts).contains(value.toString().toLowerCase(Locale.ROOT))) {
                        throw new SettingException(name, value, "has to be one of " + String.join(", ", texts));
                    }
                },
                () -> "one of " + String.join(", ", texts));
    }

    static WriteSettings from(AbstractConfig config, boolean idsOfRows, ResourceType type) {
        boolean stream = type == ResourceType.DATA_STREAM;
        String chosen = config.getString(NULL_VALUES);
        NullValues otherwise = stream ? NullValues.IGNORE : idsOfRows ? NullValues.DELETE : NullValues.FAIL;
        NullValues nullValues = chosen == null ? otherwise : EnumValidator.parse(NullValues.class, chosen);
        Method method = method(config.getString(METHOD));
        if (stream && method == Method.UPSERT) {
            throw new SettingException(
                    METHOD,
                    "upsert",
                    "can't be combined with a data stream, which only accepts new documents; leave it out");
        }
        if (stream && nullValues == NullValues.DELETE) {
            throw new SettingException(
                    NULL_VALUES,
                    "delete",
                    "can't be combined with a data stream, which only accepts new documents; leave it out, or set it to"
                            + " ignore or fail");
        }
        return new WriteSettings(
                stream ? Method.CREATE : method,
                nullValues,
                malformed(config.getString(MALFORMED), config.originals()),
                EnumValidator.parse(Truncate.class, config.getString(TRUNCATE)));
    }

    private static Method method(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "create" -> Method.CREATE;
            case "upsert" -> Method.UPSERT;
            default -> Method.INDEX;
        };
    }

    private static Malformed malformed(@org.jspecify.annotations.Nullable String text, Map<String, Object> connector) {
        boolean deadLetters = "all".equals(connector.get(TOLERANCE))
                && !String.valueOf(connector.getOrDefault(DEAD_LETTERS, "")).isBlank();
        if (text == null) {
            return deadLetters ? Malformed.REPORT : Malformed.FAIL;
        }
        if (text.equalsIgnoreCase("report") && !deadLetters) {
            throw new SettingException(
                    MALFORMED,
                    text,
                    "needs " + TOLERANCE + "=all and " + DEAD_LETTERS + ", and one of them is missing");
        }
        return text.equalsIgnoreCase("warn") ? Malformed.IGNORE : EnumValidator.parse(Malformed.class, text);
    }
}
