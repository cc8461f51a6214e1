package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The row that a document itself says it was made from, by the columns of the key that it holds. Where that row is there, the
 * document is not without one, whatever its id looks like.
 */
final class OwnRow {

    private final TableReader table;
    private final Map<String, String> renamed;

    /** @param renamed the fields of renamed columns */
    OwnRow(TableReader table, Map<String, String> renamed) {
        this.table = table;
        this.renamed = renamed;
    }

    /** Empty also where the document does not hold the whole key in a form that can be looked up. */
    Optional<TableReader.Row> of(JsonNode document) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (var column : table.keys().columns()) {
            JsonNode value = document.path(renamed.getOrDefault(column.name(), column.name()));
            Optional<String> text = text(value);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        try {
            return table.byTexts(texts);
        } catch (SQLException notComparable) {
            if (notComparable.getSQLState() != null
                    && notComparable.getSQLState().startsWith("08")) {
                throw notComparable;
            }
            return Optional.empty();
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
