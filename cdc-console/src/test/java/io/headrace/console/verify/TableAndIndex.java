package io.headrace.console.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.compare.Column;
import io.headrace.console.compare.TypeTable;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A table with a number for its key and a total, and an index of it, in memory; the watermark is always passed. */
final class TableAndIndex implements MissingPass.Keys, MissingPass.Index {

    private final Column total = new TypeTable(ZoneOffset.UTC, Map.of())
            .column("total", "decimal", "decimal(12,2)")
            .orElseThrow();
    private final TreeMap<Integer, String> rows = new TreeMap<>();
    private final Map<String, SearchRest.Document> documents = new HashMap<>();
    private final List<String> twice = new ArrayList<>();
    private long sequence;
    private int refreshes;

    final Differences differences = new Differences(List.of(total), field -> true, new DocumentRoute(null));

    void row(int id, String value) {
        rows.put(id, value);
    }

    void document(int id, String value) {
        documents.put(Integer.toString(id), made(id, value));
    }

    /** One that is in the index, without a place in it. */
    SearchRest.Document made(int id, String value) {
        ObjectNode source = Rest.JSON.createObjectNode().put("total", new BigDecimal(value));
        return new SearchRest.Document(Integer.toString(id), sequence++, "", source);
    }

    /** A second document of the id, under another route. */
    void copy(int id) {
        twice.add(Integer.toString(id));
    }

    int refreshes() {
        return refreshes;
    }

    DriftConfirmation confirmation() {
        return new DriftConfirmation(differences, this::rows, this::documents, () -> {});
    }

    @Override
    public List<TableReader.Row> next(@Nullable List<String> after, int limit) {
        return rows
                .tailMap(after == null ? Integer.MIN_VALUE : Integer.parseInt(after.get(0)), after == null)
                .keySet()
                .stream()
                .limit(limit)
                .map(id -> new TableReader.Row(id.toString(), List.of(id.toString()), List.of()))
                .toList();
    }

    Map<String, TableReader.Row> rows(Collection<String> ids) {
        Map<String, TableReader.Row> found = new HashMap<>();
        for (String id : ids) {
            String value = rows.get(Integer.parseInt(id));
            if (value != null) {
                found.put(id, new TableReader.Row(id, List.of(id), List.of(value)));
            }
        }
        return found;
    }

    private Map<String, SearchRest.Document> documents(Collection<String> ids) {
        Map<String, SearchRest.Document> found = new HashMap<>(documents);
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public void refresh() {
        refreshes++;
    }

    @Override
    public List<String> notOnce(List<String> ids) {
        return ids.stream()
                .filter(id -> !documents.containsKey(id) || twice.contains(id))
                .toList();
    }
}
