package io.headrace.console.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.compare.TokenRule;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the connectors are configured to do to columns on purpose: tokens in place of values, columns cut short, left out
 * or renamed, and the zone of DATETIME columns. Read from their configurations, in the words that those use.
 *
 * @param tokens columns whose documents hold a token, where the key is at hand
 * @param notComparable columns that can't be compared, with the reason
 * @param excluded columns that no document is to hold, with the setting that says so
 * @param kept when not empty, the only columns that documents keep
 * @param renamed the fields of renamed columns
 * @param unknown parts of the pipeline that may take fields away or change them, and whose settings are not known here
 * @param dateTimeZone what the wall clock of DATETIME columns is
 */
record ColumnChanges(
        Map<String, TokenRule> tokens,
        Map<String, String> notComparable,
        Map<String, String> excluded,
        Set<String> kept,
        Map<String, String> renamed,
        List<String> unknown,
        ZoneId dateTimeZone) {

    private static final String OURS = "io.headrace.transforms.";

    /** Transforms of others that leave a row's fields as they are. */
    private static final List<String> HARMLESS = List.of(
            "io.debezium.transforms.ExtractNewRecordState",
            "io.debezium.transforms.ByLogicalTableRouter",
            "io.debezium.transforms.Filter",
            "org.apache.kafka.connect.transforms.RegexRouter",
            "org.apache.kafka.connect.transforms.TimestampRouter",
            "org.apache.kafka.connect.transforms.Filter",
            "org.apache.kafka.connect.transforms.InsertField",
            "org.apache.kafka.connect.transforms.InsertHeader",
            "org.apache.kafka.connect.transforms.DropHeaders",
            "org.apache.kafka.connect.transforms.HeaderFrom",
            "org.apache.kafka.connect.transforms.ValueToKey",
            "org.apache.kafka.connect.transforms.ExtractField",
            "org.apache.kafka.connect.transforms.SetSchemaMetadata");

    private static final String REPLACE = "org.apache.kafka.connect.transforms.ReplaceField";

    ColumnChanges {
        tokens = Map.copyOf(tokens);
        notComparable = Map.copyOf(notComparable);
        excluded = Map.copyOf(excluded);
        kept = Set.copyOf(kept);
        renamed = Map.copyOf(renamed);
        unknown = List.copyOf(unknown);
    }

    /** The setting by which no document is to hold the column; empty when documents are to have it. */
    String leftOut(String column) {
        String setting = excluded.getOrDefault(column, "");
        return setting.isEmpty() && !kept.isEmpty() && !kept.contains(column) ? "not in fields.include" : setting;
    }

    /** @param tokenKey the secret of the tokens, or null when it is not at hand */
    static ColumnChanges of(JsonNode source, JsonNode sink, @Nullable String tokenKey) {
        Reading reading = new Reading(tokenKey);
        for (JsonNode connector : new JsonNode[] {source, sink}) {
            for (String name : list(connector.path("transforms").asText(""))) {
                reading.transform(connector, "transforms." + name + ".");
            }
        }
        reading.ofSink(sink);
        return new ColumnChanges(
                reading.tokens,
                reading.notComparable,
                reading.excluded,
                reading.kept,
                reading.renamed,
                reading.unknown,
                reading.zone);
    }

    /** Whether a transform writes the coordinates of shapes the other way round. */
    static boolean swapsAxes(JsonNode source, JsonNode sink) {
        return Stream.of(source, sink)
                .flatMap(connector -> connector.properties().stream())
                .anyMatch(setting -> setting.getKey().endsWith("geometry.axis.order")
                        && setting.getValue().asText().equalsIgnoreCase("yx"));
    }

    /** Collects over all transforms. */
    private static final class Reading {

        private final @Nullable String tokenKey;
        private final Map<String, TokenRule> tokens = new HashMap<>();
        private final Map<String, String> notComparable = new HashMap<>();
        private final Map<String, String> excluded = new HashMap<>();
        private final Set<String> kept = new HashSet<>();
        private final Map<String, String> renamed = new HashMap<>();
        private final List<String> unknown = new ArrayList<>();
        private ZoneId zone = ZoneOffset.UTC;

        Reading(@Nullable String tokenKey) {
            this.tokenKey = tokenKey;
        }

        void transform(JsonNode connector, String prefix) {
            String type = connector.path(prefix + "type").asText("").replaceFirst("\\$(Key|Value)$", "");
            if (type.equals(REPLACE)
                    && connector.path(prefix + "type").asText("").endsWith("$Value")) {
                list(connector.path(prefix + "exclude").asText("")).forEach(field -> leaveOut(field, "ReplaceField"));
                list(connector.path(prefix + "include").asText("")).forEach(kept::add);
                rename(connector.path(prefix + "renames").asText(""));
                return;
            }
            if (!type.startsWith(OURS)) {
                boolean ofKey = connector.path(prefix + "type").asText("").endsWith("$Key");
                if (!ofKey && !HARMLESS.contains(type) && !type.isEmpty()) {
                    unknown.add("transform " + type);
                }
                return;
            }
            if (type.equals(OURS + "FieldPipeline")) {
                for (String step : list(connector.path(prefix + "steps").asText(""))) {
                    String of = prefix + step + ".";
                    step(connector, of, connector.path(of + "type").asText(""));
                }
            } else {
                step(connector, prefix, type.substring(OURS.length()));
            }
        }

        private void step(JsonNode connector, String prefix, String type) {
            switch (type) {
                case "DebeziumTypeConverter" ->
                    zone = ZoneId.of(
                            connector.path(prefix + "datetime.timezone").asText("UTC"));
                case "TokenizeField" -> fields(connector, prefix).forEach(f -> token(connector, prefix, f));
                case "TruncateField" -> fields(connector, prefix).forEach(f -> notComparable.put(f, "truncated"));
                case "Drop" -> fields(connector, prefix).forEach(f -> leaveOut(f, "the drop step"));
                case "Rename" -> rename(connector.path(prefix + "renames").asText(""));
                default -> {}
            }
        }

        private void ofSink(JsonNode sink) {
            list(sink.path("fields.exclude").asText("")).forEach(field -> leaveOut(field, "fields.exclude"));
            list(sink.path("fields.include").asText("")).forEach(path -> keep(path));
            rename(sink.path("fields.rename").asText(""));
            if (!sink.path("ingest.pipeline").asText("").isEmpty()) {
                unknown.add("ingest pipeline " + sink.path("ingest.pipeline").asText());
            }
            String type = sink.path("connector.class").asText("");
            if (!type.isEmpty() && !type.startsWith("io.headrace.search.")) {
                unknown.add("sink " + type);
            }
        }

        /** A path below a column takes a part of it away. */
        private void leaveOut(String path, String setting) {
            String name = plain(path);
            excluded.put(name, setting);
            int dot = path.indexOf('.');
            if (dot > 0 && !path.startsWith("`")) {
                notComparable.put(path.substring(0, dot), setting + " takes " + path + " out of it");
            }
        }

        private void keep(String path) {
            int dot = path.startsWith("`") ? -1 : path.indexOf('.');
            kept.add(plain(dot > 0 ? path.substring(0, dot) : path));
            if (dot > 0) {
                notComparable.put(path.substring(0, dot), "fields.include keeps only a part of it");
            }
        }

        private void rename(String pairs) {
            for (String pair : list(pairs)) {
                int colon = pair.lastIndexOf(':');
                String path = colon < 0 ? pair : pair.substring(0, colon).strip();
                if (colon > 0) {
                    renamed.put(plain(path), pair.substring(colon + 1).strip());
                }
                int dot = path.indexOf('.');
                if (dot > 0 && !path.startsWith("`")) {
                    notComparable.put(path.substring(0, dot), "a part of it is renamed");
                }
            }
        }

        /** A name with dots stands in backticks where paths are written. */
        private static String plain(String path) {
            boolean quoted = path.length() > 2 && path.startsWith("`") && path.endsWith("`");
            return quoted ? path.substring(1, path.length() - 1) : path;
        }

        private void token(JsonNode connector, String prefix, String field) {
            String key = tokenKey;
            if (key == null) {
                notComparable.put(field, "a token, and HEADRACE_TOKEN_KEY is not set");
                return;
            }
            String keyId = connector.path(prefix + "key.id").asText("");
            tokens.put(
                    field,
                    new TokenRule(
                            key.getBytes(StandardCharsets.UTF_8),
                            keyId.isEmpty() ? "" : keyId + ".",
                            connector.path(prefix + "encoding").asText("hex").equalsIgnoreCase("hex")
                                    ? TokenRule.Encoding.HEX
                                    : TokenRule.Encoding.BASE64URL,
                            normalize(connector.path(prefix + "normalize").asText("none"))));
        }

        private static TokenRule.Normalize normalize(String key) {
            return switch (key) {
                case "lower" -> TokenRule.Normalize.LOWER;
                case "trim-lower" -> TokenRule.Normalize.TRIM_LOWER;
                default -> TokenRule.Normalize.NONE;
            };
        }

        private static Iterable<String> fields(JsonNode connector, String prefix) {
            return list(connector.path(prefix + "fields").asText(""));
        }
    }

    private static Iterable<String> list(String text) {
        return java.util.Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
