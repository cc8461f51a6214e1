package io.headrace.console.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.compare.Column;
import io.headrace.console.server.SearchRest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Where a document differs from its row: in the fields of columns, in those that no column has, and in its route. Safe for
 * several threads.
 *
 * @param columns in the order of the rows' texts
 * @param isKnown whether a field is a column's, or added by the connectors; always so where that can't be told
 * @param route where the sink writes documents
 */
record Differences(List<Column> columns, Predicate<String> isKnown, DocumentRoute route) {

    static final String ROUTE = "_routing";

    private static final String LEFT =
            "a document under a route other than the one the sink gives its row, as after a change of routing: reads"
                    + " with the row's route miss it. --repair resends such rows, reindex --from snapshot all rows";
    private static final String NO_COLUMN =
            "in the document, but not a column of the table, as for one that was dropped or renamed after the row was"
                    + " sent: --repair resends such rows, reindex --from snapshot all rows";

    Differences {
        columns = List.copyOf(columns);
    }

    /** Names of the columns, and fields without column, in which the document differs from the row. */
    List<String> between(TableReader.Row row, SearchRest.Document document) {
        JsonNode source = document.source();
        List<String> names = new ArrayList<>(0);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (!column.same(row.texts().get(i), source.get(column.field()))) {
                names.add(column.name());
            }
        }
        for (Map.Entry<String, JsonNode> field : source.properties()) {
            if (isForeign(field)) {
                names.add(field.getKey());
            }
        }
        if (route.isLeftBy(document)) {
            names.add(ROUTE);
        }
        return names;
    }

    /** Why they differ, by column or field, where the kind of difference has a name and a cure. Holds no value. */
    Map<String, String> kinds(TableReader.Row row, SearchRest.Document document) {
        JsonNode source = document.source();
        Map<String, String> kinds = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            JsonNode value = source.get(column.field());
            if (!column.same(row.texts().get(i), value)) {
                kinds.put(column.name(), column.kind(row.texts().get(i), value));
            }
        }
        for (Map.Entry<String, JsonNode> field : source.properties()) {
            if (isForeign(field)) {
                kinds.put(field.getKey(), NO_COLUMN);
            }
        }
        if (route.isLeftBy(document)) {
            kinds.put(ROUTE, LEFT);
        }
        kinds.values().removeIf(String::isEmpty);
        return kinds;
    }

    private boolean isForeign(Map.Entry<String, JsonNode> field) {
        return !field.getValue().isNull() && !isKnown.test(field.getKey());
    }
}
