package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.compare.Token;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the connectors are configured to do to columns on purpose: tokens in place of values, columns cut short, left out
 * or renamed, and the zone of DATETIME columns. Read from their configurations, in the words that those use.
 *
 * @param tokens columns whose documents hold a token, where the key is at hand
 * @param notComparable columns that can't be compared, with the reason
 * @param dateTimeZone what the wall clock of DATETIME columns is
 */
record ColumnChanges(Map<String, Token> tokens, Map<String, String> notComparable, ZoneId dateTimeZone) {

    private static final String OURS = "io.headrace.transforms.";

    ColumnChanges {
        tokens = Map.copyOf(tokens);
        notComparable = Map.copyOf(notComparable);
    }

    /** @param tokenKey the secret of the tokens, or null when it is not at hand */
    static ColumnChanges of(JsonNode source, JsonNode sink, @Nullable String tokenKey) {
        Reading reading = new Reading(tokenKey);
        for (JsonNode connector : new JsonNode[] {source, sink}) {
            for (String name : list(connector.path("transforms").asText(""))) {
                reading.transform(connector, "transforms." + name + ".");
            }
        }
        for (String field : list(sink.path("fields.exclude").asText(""))) {
            reading.notComparable.put(field, "left out by the sink");
        }
        for (String pair : list(sink.path("fields.rename").asText(""))) {
            reading.notComparable.put(pair.split(":")[0].strip(), "renamed by the sink");
        }
        return new ColumnChanges(reading.tokens, reading.notComparable, reading.zone);
    }

    /** Collects over all transforms. */
    private static final class Reading {

        private final @Nullable String tokenKey;
        private final Map<String, Token> tokens = new HashMap<>();
        private final Map<String, String> notComparable = new HashMap<>();
        private ZoneId zone = ZoneOffset.UTC;

        Reading(@Nullable String tokenKey) {
            this.tokenKey = tokenKey;
        }

        void transform(JsonNode connector, String prefix) {
            String type = connector.path(prefix + "type").asText("").replaceFirst("\\$(Key|Value)$", "");
            if (!type.startsWith(OURS)) {
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
                case "TruncateField" -> fields(connector, prefix).forEach(f -> notComparable.put(f, "cut short"));
                case "Drop" -> fields(connector, prefix).forEach(f -> notComparable.put(f, "left out at the source"));
                case "Rename" -> {
                    for (String pair : list(connector.path(prefix + "renames").asText(""))) {
                        notComparable.put(pair.split(":")[0].strip(), "renamed at the source");
                    }
                }
                default -> {}
            }
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
                    new Token(
                            key.getBytes(StandardCharsets.UTF_8),
                            keyId.isEmpty() ? "" : keyId + ".",
                            connector.path(prefix + "encoding").asText("hex").equalsIgnoreCase("hex")
                                    ? Token.Encoding.HEX
                                    : Token.Encoding.BASE64URL,
                            normalize(connector.path(prefix + "normalize").asText("none"))));
        }

        private static Token.Normalize normalize(String key) {
            return switch (key) {
                case "lower" -> Token.Normalize.LOWER;
                case "trim-lower" -> Token.Normalize.TRIM_LOWER;
                default -> Token.Normalize.NONE;
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
