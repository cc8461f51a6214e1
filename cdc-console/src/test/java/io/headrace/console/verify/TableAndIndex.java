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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A table with a number for its key and a total, and an index of it, in memory; the watermark is always passed. */
final class TableAndIndex implements MissingPass.Keys, MissingPass.Index, RowPass.Table, ExtraPass.Index {

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

    /** One that no row of this table can have. */
    void foreign(String id) {
        documents.put(id, new SearchRest.Document(id, sequence++, "", Rest.JSON.createObjectNode()));
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
                .map(this::row)
                .toList();
    }

    /** The last rows, so that they are others than the first of {@link #next}. */
    @Override
    public List<TableReader.Row> sample(long howMany) {
        return rows.descendingKeySet().stream().limit(howMany).map(this::row).toList();
    }

    private TableReader.Row row(Integer id) {
        return new TableReader.Row(id.toString(), List.of(id.toString()), List.of(rows.get(id)));
    }

    Set<String> existing(Collection<String> ids) {
        Set<String> found = new HashSet<>(ids);
        found.retainAll(rows.keySet().stream().map(String::valueOf).toList());
        return found;
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

    Map<String, SearchRest.Document> documents(Collection<String> ids) {
        Map<String, SearchRest.Document> found = new HashMap<>(documents);
        found.keySet().retainAll(Set.copyOf(ids));
        return found;
    }

    @Override
    public void refresh() {
        refreshes++;
    }

    /** The first documents; none before a refresh, which a search needs to find them. */
    @Override
    public List<String> sample(int howMany) {
        return documents.keySet().stream()
                .sorted()
                .limit(refreshes > 0 ? howMany : 0)
                .toList();
    }

    @Override
    public List<String> notOnce(List<String> ids) {
        return ids.stream()
                .filter(id -> !documents.containsKey(id) || twice.contains(id))
                .toList();
    }
}
