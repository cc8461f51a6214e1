package io.headrace.search.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import io.headrace.search.config.RecordFormat;
import io.headrace.search.document.Body;
import io.headrace.search.document.JsonBody;
import io.headrace.search.document.SkipReason;
import io.headrace.search.failure.RecordException;
import io.headrace.search.json.JsonFields;
import io.headrace.search.json.JsonScanner;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Holds what is read of JSON text by hand against Jackson, on a million texts of {@link RandomJson}. Both have to call the
 * same texts well-formed and find the same in them, and the reader has to refuse those that are not as it refuses any record,
 * but for what is here on purpose:
 *
 * <ul>
 *   <li>Bytes that are not UTF-8 count as the replacement character, for the server to refuse with their document alone.
 *       Jackson is given them so.
 *   <li>A byte order mark is not JSON, and nothing but UTF-8 is recognised. Jackson is given characters, of which it thinks
 *       the same.
 *   <li>Numbers have any size. One that would be written out with more than a thousand zeros has no text; one whose
 *       exponent is beyond Java's decimals is no value for Jackson's tree, and left out here.
 * </ul>
 */
class JsonDifferentialTest {
    private static final int PARTS = 8;
    private static final int TEXTS = 1_000_000 / PARTS;
    private static final long SEED = 20_251_130;
    private static final int UNLIMITED = 1_000;
    private static final Set<String> TRANSACTION = Set.of("status", "id", "event_count", "data_collections", "ts_ms");

    /** Without the table of names, which grows with each text and is copied for the next. */
    private static final JsonFactory NAMES_AS_THEY_COME = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private static final ObjectReader JACKSON = new ObjectMapper(NAMES_AS_THEY_COME)
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

    /** What a part of the texts was, and the first that was read otherwise. */
    private record Tally(
            int wellFormed,
            int beyondJackson,
            int envelopes,
            int transactions,
            @Nullable String difference) {}

    @Test
    void shouldAgreeWithJacksonOnAMillionTexts() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Callable<Tally>> parts = IntStream.range(0, PARTS)
                .<Callable<Tally>>mapToObj(part -> () -> new Comparison().of(new RandomJson(SEED + part)))
                .toList();
        // When
        List<Tally> tallies = new ArrayList<>();
        try {
            for (Future<Tally> tally : threads.invokeAll(parts)) {
                tallies.add(tally.get());
            }
        } finally {
            threads.shutdownNow();
        }
        // Then
        assertThat(tallies)
                .extracting(Tally::difference)
                .as("texts that are read otherwise")
                .containsOnlyNulls();
        assertThat(tallies).allSatisfy(tally -> {
            assertThat(tally.wellFormed()).as("well-formed texts").isBetween(TEXTS / 4, TEXTS * 3 / 4);
            assertThat(tally.beyondJackson())
                    .as("texts that Jackson has no value for")
                    .isLessThan(TEXTS / 1_000);
            assertThat(tally.envelopes()).as("change events").isGreaterThan(TEXTS / 40);
            assertThat(tally.transactions()).as("marks of transactions").isGreaterThan(TEXTS / 200);
        });
    }

    /** By one thread. */
    private static final class Comparison {
        private final JsonScanner scanner = new JsonScanner(UNLIMITED);
        private final JsonValueReader reader =
                new JsonValueReader(RecordFormat.AUTO, Integer.MAX_VALUE, UNLIMITED, false);

        private int wellFormed;
        private int envelopes;
        private int transactions;
        private int beyondJackson;

        Tally of(RandomJson texts) {
            String found = null;
            for (int number = 0; number < TEXTS && found == null; number++) {
                byte[] text = texts.next();
                String difference = difference(text);
                found = difference == null ? null : new String(text, StandardCharsets.UTF_8) + ": " + difference;
            }
            return new Tally(wellFormed, beyondJackson, envelopes, transactions, found);
        }

        /** What is read otherwise; null when nothing is. */
        private @Nullable String difference(byte[] text) {
            JsonNode root;
            try {
                root = parsed(new String(text, StandardCharsets.UTF_8));
            } catch (NumberFormatException exponent) {
                beyondJackson++;
                return null;
            }
            int start = 0;
            try {
                scanner.reset(text, 0, text.length);
                start = scanner.skipBlank(0);
                scanner.requireEnd(scanner.skipValue(start, 0));
            } catch (RecordException malformed) {
                return root == null ? otherThanRefusal(text) : "the scanner refuses it: " + malformed.getMessage();
            }
            if (root == null) {
                return "the scanner takes it for well-formed";
            }
            wellFormed++;
            if (!sameParts(text, start, root)) {
                return "another value, or none, is found in it";
            }
            return samePayload(text, root) ? null : "it is taken for something else";
        }

        /** What the reader makes of malformed text instead of refusing it; null when it does. */
        private @Nullable String otherThanRefusal(byte[] text) {
            try {
                return "it is malformed, and read as " + reader.read(text);
            } catch (RecordException refusal) {
                return null;
            } catch (RuntimeException broken) {
                return "it is malformed, and the reader breaks: " + broken;
            }
        }

        private static @Nullable JsonNode parsed(String text) {
            try {
                JsonNode node = JACKSON.readTree(text);
                return node.isMissingNode() ? null : node;
            } catch (JsonProcessingException malformed) {
                return null;
            }
        }

        private boolean sameParts(byte[] text, int start, JsonNode root) {
            if (root.isObject()) {
                Map<String, int[]> slices = JsonFields.slices(text, start, text.length);
                List<String> names = new ArrayList<>();
                root.fieldNames().forEachRemaining(names::add);
                return names.equals(List.copyOf(slices.keySet()))
                        && names.stream().allMatch(name -> sameValue(text, slices.get(name), root.get(name)));
            }
            if (root.isArray()) {
                List<int[]> elements = JsonFields.elements(text, start, text.length);
                boolean same = elements.size() == root.size();
                for (int i = 0; same && i < elements.size(); i++) {
                    same = sameValue(text, elements.get(i), root.get(i));
                }
                return same;
            }
            return true;
        }

        private static boolean sameValue(byte[] text, int[] slice, JsonNode expected) {
            String scalar = JsonFields.scalar(text, slice[0], slice[1]);
            if (expected.isContainerNode()) {
                return scalar == null && expected.equals(parsed(part(text, slice)));
            }
            return expected.isNull()
                    ? scalar == null
                    : (expected.isNumber()
                            ? Objects.equals(digits(expected.decimalValue()), scalar)
                            : expected.asText().equals(scalar));
        }

        private static @Nullable String digits(BigDecimal number) {
            return Math.abs((long) number.scale()) > 1_000 ? null : number.toPlainString();
        }

        private boolean samePayload(byte[] text, JsonNode root) {
            int start = scanner.skipBlank(0);
            int[] slice = {start, scanner.skipValue(start, 0)};
            JsonNode value = root;
            while (isWrapped(value)) {
                slice = Objects.requireNonNull(
                        JsonFields.slices(text, slice[0], slice[1]).get("payload"));
                value = value.get("payload");
            }
            Payload payload;
            try {
                payload = reader.read(text);
            } catch (RecordException noDocument) {
                return !value.isObject() && !value.isNull();
            }
            return matches(payload, value, text, slice);
        }

        private static boolean isWrapped(JsonNode value) {
            JsonNode schema = value.path("schema");
            return value.size() == 2 && value.has("payload") && (schema.isNull() || schema.has("type"));
        }

        private boolean matches(Payload payload, JsonNode value, byte[] text, int[] slice) {
            boolean isDebeziums = value.path("source").has("connector")
                    && value.path("source").has("ts_ms");
            if (payload instanceof Payload.Envelope envelope) {
                envelopes++;
                Map<String, int[]> parts = JsonFields.slices(text, slice[0], slice[1]);
                return isChange(value, isDebeziums)
                        && String.valueOf(envelope.op()).equals(value.get("op").asText())
                        && matches(envelope.before(), text, parts.get("before"))
                        && matches(envelope.after(), text, parts.get("after"))
                        && matches(envelope.source(), text, parts.get("source"));
            }
            if (payload instanceof Payload.Document document) {
                return !isChange(value, isDebeziums)
                        && !(value.has("ddl") && isDebeziums)
                        && !isTransaction(value)
                        && matches(document.body(), text, slice);
            }
            SkipReason reason = ((Payload.Nothing) payload).reason();
            transactions += reason == SkipReason.TRANSACTION ? 1 : 0;
            return switch (reason) {
                case NULL_VALUE -> value.isNull();
                case SCHEMA_CHANGE -> value.has("ddl") && isDebeziums;
                case TRANSACTION -> isTransaction(value);
                default -> false;
            };
        }

        /** Line breaks are blanks in JSON, and would end a line of a bulk request. */
        private static boolean matches(@Nullable Body body, byte[] text, int @Nullable [] slice) {
            if (body == null) {
                return slice == null || text[slice[0]] != '{';
            }
            return slice != null
                    && ((JsonBody) body)
                            .slice()
                            .text()
                            .equals(part(text, slice).replace('\n', ' ').replace('\r', ' '));
        }

        private static String part(byte[] text, int[] slice) {
            return new String(text, slice[0], slice[1] - slice[0], StandardCharsets.UTF_8);
        }

        private static boolean isChange(JsonNode value, boolean isDebeziums) {
            String op = value.path("op").isTextual() ? value.get("op").asText() : "";
            boolean hasRow = value.has("before") || value.has("after") || op.equals("m");
            return isDebeziums
                    && op.length() == 1
                    && hasRow
                    && isRow(value.path("before"))
                    && isRow(value.path("after"));
        }

        private static boolean isRow(JsonNode value) {
            return value.isObject() || value.isNull() || value.isMissingNode();
        }

        private static boolean isTransaction(JsonNode value) {
            JsonNode count = value.path("event_count");
            JsonNode collections = value.path("data_collections");
            return value.size() == TRANSACTION.size()
                    && TRANSACTION.stream().allMatch(value::has)
                    && value.get("status").isTextual()
                    && Set.of("BEGIN", "END").contains(value.get("status").asText())
                    && (count.isNull()
                            || (count.isNumber() && count.decimalValue().signum() >= 0))
                    && (collections.isNull() || collections.isArray());
        }
    }
}
