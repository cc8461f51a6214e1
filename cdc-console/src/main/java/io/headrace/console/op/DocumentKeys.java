package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.compare.KeyColumn;
import io.headrace.console.compare.KeyTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which document belongs to which row: the sink makes ids from a record's key, of one field as it is, of several joined
 * by a separator that is escaped where a value holds it.
 */
final class DocumentKeys {

    private final List<KeyColumn> columns;
    private final int[] order;
    private final String separator;

    /**
     * @param columns the primary key's columns in its order
     * @param order positions in {@code columns} of what makes the id, in the id's order
     */
    private DocumentKeys(List<KeyColumn> columns, int[] order, String separator) {
        this.columns = List.copyOf(columns);
        this.order = order;
        this.separator = separator;
    }

    static KeyTable keyTable(JsonNode source) {
        return new KeyTable(
                KeyTable.Bytes.of(source.path("binary.handling.mode").asText("bytes")),
                source.path("bigint.unsigned.handling.mode").asText("long").equals("precise")
                        && !source.path("key.converter.decimal.format")
                                .asText("BASE64")
                                .equalsIgnoreCase("NUMERIC"));
    }

    /**
     * @param columns the primary key's columns in its order
     * @throws Problem when the sink's ids can't be told from the primary key
     */
    static DocumentKeys of(String table, List<KeyColumn> columns, JsonNode sink) {
        String rule = sink.path("document.id").asText("key");
        boolean keyIgnored = sink.path("key.ignore").asText("false").equalsIgnoreCase("true");
        if (keyIgnored || !Set.of("key", "value_field").contains(rule)) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "verify needs document ids that are made from the row's primary key; the sink of " + table + " has "
                            + (keyIgnored ? "key.ignore=true" : "document.id=" + rule) + ".");
        }
        if (sink.path("document.id.overlong").asText("fail").equals("hash")) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "verify can't tell the row of a hashed id: the sink of " + table
                            + " has document.id.overlong=hash. Set it to fail, or choose shorter keys.");
        }
        List<String> names = columns.stream().map(KeyColumn::name).toList();
        List<String> fields = Arrays.stream(
                        sink.path("document.id.fields").asText("").split(","))
                .map(String::strip)
                .filter(field -> !field.isEmpty())
                .toList();
        List<String> chosen = fields.isEmpty() ? names : fields;
        if (chosen.size() != names.size() || !Set.copyOf(chosen).equals(Set.copyOf(names))) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "verify needs ids of the whole primary key of " + table + ", which is " + names
                            + "; document.id.fields of the sink says " + fields + ".");
        }
        int[] order = chosen.stream().mapToInt(names::indexOf).toArray();
        return new DocumentKeys(
                columns, order, sink.path("document.id.separator").asText(":"));
    }

    List<KeyColumn> columns() {
        return columns;
    }

    /** The id of the document of a row with these key texts. */
    String id(List<String> key) {
        if (order.length == 1) {
            return columns.get(0).idPart(key.get(0));
        }
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < order.length; i++) {
            String part = columns.get(order[i]).idPart(key.get(order[i]));
            id.append(i == 0 ? "" : separator).append(part.replace("\\", "\\\\").replace(separator, "\\" + separator));
        }
        return id.toString();
    }

    /** The key texts that give this id; empty when no row can have it. */
    Optional<List<String>> key(String id) {
        List<String> parts = order.length == 1 ? List.of(id) : split(id);
        if (parts.size() != order.length) {
            return Optional.empty();
        }
        String[] key = new String[order.length];
        for (int i = 0; i < order.length; i++) {
            Optional<String> text = columns.get(order[i]).text(parts.get(i));
            if (text.isEmpty()) {
                return Optional.empty();
            }
            key[order[i]] = text.get();
        }
        return Optional.of(List.of(key));
    }

    private List<String> split(String id) {
        List<String> parts = new ArrayList<>();
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
                parts.add(part.toString());
                part.setLength(0);
                at += separator.length();
            } else {
                part.append(id.charAt(at++));
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
