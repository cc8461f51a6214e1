package io.headrace.console.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.compare.KeyColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The row that a document itself says it was made from, by the columns of the key that it holds. Where that row is there, the
 * document is not without one, whatever its id looks like.
 */
final class OwnRow {

    /** What a look-up came to. */
    public sealed interface Answer permits Found, Absent {}

    /** The row is there. */
    record Found(TableReader.Row row) implements Answer {}

    enum Absent implements Answer {
        /** The document holds the whole key as the table has it, and no row has it. */
        GONE,
        /** The document does not hold the whole key in a form by which a row is surely found. */
        UNKNOWN
    }

    private final TableReader table;
    private final ColumnChanges changes;

    /** @param changes what the connectors do to columns on the way into documents */
    OwnRow(TableReader table, ColumnChanges changes) {
        this.table = table;
        this.changes = changes;
    }

    Answer of(JsonNode document) throws SQLException {
        List<String> texts = new ArrayList<>();
        boolean exact = changes.unknown().isEmpty();
        for (KeyColumn column : table.keys().columns()) {
            String name = column.name();
            JsonNode value = document.path(changes.renamed().getOrDefault(name, name));
            Optional<String> text = text(value);
            if (text.isEmpty()) {
                return Absent.UNKNOWN;
            }
            texts.add(text.get());
            exact &= column.isShownAsItIs()
                    && !changes.tokens().containsKey(name)
                    && !changes.notComparable().containsKey(name)
                    && isWhole(text.get());
        }
        List<TableReader.Row> rows = lookUp(texts);
        if (rows.size() == 1) {
            return new Found(rows.get(0));
        }
        return exact && rows.isEmpty() ? Absent.GONE : Absent.UNKNOWN;
    }

    /** A character may have been lost on the way, and a converter may have made a negative number of a large one. */
    private static boolean isWhole(String text) {
        return text.indexOf('\uFFFD') < 0 && !text.startsWith("-");
    }

    private List<TableReader.Row> lookUp(List<String> texts) throws SQLException {
        try {
            return table.byTexts(texts);
        } catch (SQLException notComparable) {
            String state = notComparable.getSQLState();
            if (state != null && state.startsWith("08")) {
                throw notComparable;
            }
            return List.of();
        }
    }

    private static Optional<String> text(JsonNode value) {
        if (value.isNumber()) {
            return Optional.of(value.decimalValue().toPlainString());
        }
        if (value.isArray()) {
            return Optional.of(StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(",")));
        }
        if (!value.isTextual()) {
            return Optional.empty();
        }
        String text = value.textValue();
        boolean isMoment = text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z?");
        return Optional.of(isMoment ? text.replace('T', ' ').replace("Z", "") : text);
    }
}
