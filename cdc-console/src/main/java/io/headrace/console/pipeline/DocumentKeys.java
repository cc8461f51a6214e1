package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.compare.KeyColumn;
import io.headrace.console.compare.KeyFormat;
import io.headrace.console.compare.KeyFormat.Decimals;
import io.headrace.console.compare.KeyFormat.Times;
import io.headrace.console.compare.KeyTable;
import io.headrace.console.server.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Which document belongs to which row, as docs/identity.md specifies it: of a key of one field its text, of several joined by a
 * separator that is escaped where a value holds it, within what the sink's template adds, and hashed where it is too long.
 * Safe for several threads.
 */
public final class DocumentKeys {

    private static final int LONGEST = 512;
    private static final int HASHES = 200_000;
    private static final String HASH = "sha256-[0-9a-f]{64}";

    /** A part of an id: a column of the key, or what a router gives every record of the topic. */
    private record Part(String name, int column, String constant) {}

    private final List<KeyColumn> columns;
    private final List<Part> parts;
    private final String separator;
    private final String begin;
    private final String end;
    private final boolean hashes;
    private final Map<String, List<String>> hashed = new ConcurrentHashMap<>();

    private DocumentKeys(
            List<KeyColumn> columns, List<Part> parts, String separator, String begin, String end, boolean hashes) {
        this.columns = List.copyOf(columns);
        this.parts = List.copyOf(parts);
        this.separator = separator;
        this.begin = begin;
        this.end = end;
        this.hashes = hashes;
    }

    public static KeyTable keyTable(JsonNode source) {
        boolean digits =
                source.path("key.converter.decimal.format").asText("BASE64").equalsIgnoreCase("NUMERIC");
        Decimals precise = digits ? Decimals.DIGITS : Decimals.BASE64;
        return new KeyTable(new KeyFormat(
                KeyTable.Bytes.of(source.path("binary.handling.mode").asText("bytes")),
                switch (source.path("decimal.handling.mode").asText("precise").toLowerCase(Locale.ROOT)) {
                    case "string" -> Decimals.DIGITS;
                    case "double" -> Decimals.DOUBLE;
                    default -> precise;
                },
                source.path("bigint.unsigned.handling.mode").asText("long").equalsIgnoreCase("precise")
                        ? precise
                        : Decimals.SIGNED,
                switch (source.path("time.precision.mode").asText("").toLowerCase(Locale.ROOT)) {
                    case "connect" -> Times.CONNECT;
                    case "isostring" -> Times.ISOSTRING;
                    case "microseconds" -> Times.MICROSECONDS;
                    case "nanoseconds" -> Times.NANOSECONDS;
                    default -> Times.ADAPTIVE;
                },
                hasStableKeys(source)));
    }

    /** Whether the source's chain gives a row one key by snapshot and stream. */
    public static boolean hasStableKeys(JsonNode source) {
        return SourceTopic.list(source.path("transforms").asText("")).stream()
                .map(name -> "transforms." + name + ".")
                .anyMatch(prefix -> source.path(prefix + "type").asText("").equals("io.headrace.transforms.StableKey")
                        && !source.has(prefix + "predicate"));
    }

    /** As {@link #of(String, List, JsonNode, SourceTopic, String)}, for a topic to which nothing is added. */
    public static DocumentKeys of(String table, List<KeyColumn> columns, JsonNode sink) {
        return of(table, columns, sink, new SourceTopic("", "", List.of()), "");
    }

    /**
     * @param columns the key's columns in its order
     * @param origin what the source does to the table's topic and keys
     * @param topic the topic as the sink sees it, after its transforms
     * @throws Problem when the sink's ids can't be told from the key
     */
    public static DocumentKeys of(
            String table, List<KeyColumn> columns, JsonNode sink, SourceTopic origin, String topic) {
        requireKey(table, sink, topic);
        List<Part> all = new ArrayList<>();
        IntStream.range(0, columns.size())
                .forEach(i -> all.add(new Part(columns.get(i).name(), i, "")));
        origin.keyFields().forEach(field -> all.add(new Part(field.name(), -1, field.text())));
        List<String> fields = SourceTopic.list(sink.path("document.id.fields").asText(""));
        List<Part> parts = new ArrayList<>(all);
        if (!fields.isEmpty()) {
            parts.clear();
            fields.forEach(field ->
                    all.stream().filter(part -> part.name().equals(field)).forEach(parts::add));
        } else if (isMap(sink) && sink.path("document.id.map.order").asText("").equals("name")) {
            parts.sort(java.util.Comparator.comparing(Part::name));
        }
        Set<String> chosen = Set.copyOf(parts.stream().map(Part::name).toList());
        boolean whole = columns.stream().allMatch(column -> chosen.contains(column.name()));
        if (!whole || (!fields.isEmpty() && parts.size() != fields.size())) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "verify needs ids made from the whole key of " + table + ", which is "
                            + columns.stream().map(KeyColumn::name).toList() + "; the sink's document.id.fields is "
                            + fields + ".");
        }
        String[] around = template(sink, topic);
        return new DocumentKeys(
                columns,
                parts,
                sink.path("document.id.separator").asText(":"),
                around[0],
                around[1],
                sink.path("document.id.overlong").asText("fail").equalsIgnoreCase("hash"));
    }

    private static void requireKey(String table, JsonNode sink, String topic) {
        String rule = sink.path("document.id").asText("key");
        boolean keyIgnored = sink.path("key.ignore").asText("false").equalsIgnoreCase("true")
                || SourceTopic.list(sink.path("topic.key.ignore").asText("")).contains(topic);
        if (keyIgnored || !Set.of("key", "value_field").contains(rule)) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "verify needs document ids that are made from the row's key; the sink of " + table + " has "
                            + (keyIgnored ? "key.ignore=true" : "document.id=" + rule) + ".");
        }
    }

    /** Whether keys come to the sink as a Map, which has lost the order of the key. */
    private static boolean isMap(JsonNode sink) {
        return sink.path("key.converter").asText("").endsWith("JsonConverter")
                && sink.path("key.converter.schemas.enable").asText("true").equalsIgnoreCase("false");
    }

    private static String[] template(JsonNode sink, String topic) {
        String template = sink.path("document.id.template").asText("${key}");
        int at = template.indexOf("${key}");
        String begin = at < 0 ? "" : template.substring(0, at);
        String end = at < 0 ? "" : template.substring(at + "${key}".length());
        return new String[] {Route.filled(begin, topic), Route.filled(end, topic)};
    }

    public List<KeyColumn> columns() {
        return columns;
    }

    /** Whether ids say which table their rows are of. */
    public boolean tellTables() {
        return !begin.isEmpty() || !end.isEmpty() || parts.stream().anyMatch(part -> part.column() < 0);
    }

    /** Whether a document of this id may be of this table, as far as ids tell. */
    public boolean mayBeOurs(String id) {
        return !tellTables() || isHash(id) || key(id).isPresent();
    }

    public static boolean isHash(String id) {
        return id.matches(HASH);
    }

    /** The id of the document of a row with these key texts. */
    public String id(List<String> key) {
        StringBuilder id = new StringBuilder(begin);
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            String text = part.column() < 0
                    ? part.constant()
                    : columns.get(part.column()).idPart(key.get(part.column()));
            id.append(i == 0 ? "" : separator).append(parts.size() == 1 ? text : escaped(text));
        }
        return hashes
                ? shortened(id.append(end).toString(), key)
                : id.append(end).toString();
    }

    private String escaped(String text) {
        return text.replace("\\", "\\\\").replace(separator, "\\" + separator);
    }

    private String shortened(String id, List<String> key) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST) {
            return id;
        }
        try {
            String hash = "sha256-"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            if (hashed.size() < HASHES) {
                hashed.put(hash, List.copyOf(key));
            }
            return hash;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** The key texts that give this id; empty when no row can have it, or it is a hash of a row that was not seen. */
    public Optional<List<String>> key(String id) {
        List<String> known = hashed.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        if (id.length() < begin.length() + end.length() || !id.startsWith(begin) || !id.endsWith(end)) {
            return Optional.empty();
        }
        String inner = id.substring(begin.length(), id.length() - end.length());
        List<String> texts = parts.size() == 1 ? List.of(inner) : split(inner);
        if (texts.size() != parts.size()) {
            return Optional.empty();
        }
        String[] key = new String[columns.size()];
        for (int i = 0; i < texts.size(); i++) {
            Part part = parts.get(i);
            if (part.column() < 0) {
                if (!part.constant().equals(texts.get(i))) {
                    return Optional.empty();
                }
                continue;
            }
            Optional<String> text = columns.get(part.column()).text(texts.get(i));
            if (text.isEmpty()) {
                return Optional.empty();
            }
            key[part.column()] = text.get();
        }
        return Optional.of(List.of(key));
    }

    private List<String> split(String id) {
        List<String> texts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int at = 0;
        while (at < id.length()) {
            if (id.charAt(at) == '\\' && id.startsWith(separator, at + 1)) {
                part.append(separator);
                at += 1 + separator.length();
            } else if (id.startsWith("\\\\", at)) {
                part.append('\\');
                at += 2;
            } else if (id.startsWith(separator, at)) {
                texts.add(part.toString());
                part.setLength(0);
                at += separator.length();
            } else {
                part.append(id.charAt(at++));
            }
        }
        texts.add(part.toString());
        return texts;
    }
}
