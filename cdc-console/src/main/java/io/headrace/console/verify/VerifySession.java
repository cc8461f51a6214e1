package io.headrace.console.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.compare.TypeTable;
import io.headrace.console.pipeline.Captured;
import io.headrace.console.pipeline.DocumentKeys;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.SourceTopic;
import io.headrace.console.pipeline.Watermark;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Progress;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.SequenceScan;
import io.headrace.console.server.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One table beside one index, opened: what verify and its repair work on. For one thread. */
final class VerifySession implements AutoCloseable {

    private static final int SECOND_LOOKS = 200;

    final Route route;
    final SearchRest search;
    final Documents documents;
    final TableReader table;
    final TableColumns columns;
    final Watermark watermark;
    final JsonNode sourceConfig;
    final SharedIndex shared;
    final OwnRow ownRow;
    final boolean hasIndex;
    private final Connection mysql;
    private final Topics topics;
    private final Verify.Options options;

    private VerifySession(
            Route route,
            ConnectRest connect,
            SearchRest search,
            Connection mysql,
            Topics topics,
            Verify.Options options)
            throws SQLException {
        this.route = route;
        this.search = search;
        this.mysql = mysql;
        this.topics = topics;
        this.options = options;
        this.sourceConfig = connect.config(route.source()).orElse(Rest.JSON.missingNode());
        JsonNode sinkConfig = connect.config(route.sink()).orElse(Rest.JSON.missingNode());
        requireOneIndex(route, sinkConfig);
        Captured captured = captured(route, sourceConfig);
        ColumnChanges changes = ColumnChanges.of(sourceConfig, sinkConfig, options.tokenKey());
        ZoneId zone = Objects.requireNonNullElse(options.dateTimeZone(), changes.dateTimeZone());
        this.hasIndex = search.exists(route.index());
        if (hasIndex) {
            search.singleIndex(route.index());
        }
        this.columns = TableColumns.of(
                mysql,
                route,
                new TypeTable(zone, changes.tokens()),
                DocumentKeys.keyTable(sourceConfig),
                sourceConfig.path("message.key.columns").asText(""),
                changes.unknown().isEmpty() || !hasIndex ? null : held(search, route.index()),
                changes);
        DocumentKeys keys = DocumentKeys.of(
                route.table(), columns.key(), sinkConfig, captured.topic(), routed(sinkConfig, route.topic()));
        this.shared = SharedIndex.of(connect, topics, mysql, captured, route, sinkConfig);
        this.documents = Documents.of(search, route.index(), hasIndex, sinkConfig);
        this.table = new TableReader(mysql, route, keys, differences(changes, sinkConfig), options.where());
        this.ownRow = new OwnRow(table, changes);
        this.watermark = new Watermark(route, connect, topics, options.patience());
    }

    private Differences differences(ColumnChanges changes, JsonNode sink) {
        AddedFields added = AddedFields.of(sourceConfig, sink, changes.unknown().isEmpty());
        return new Differences(
                columns.compared(),
                field -> !added.isComplete()
                        || columns.fields().contains(field)
                        || changes.renamed().containsValue(field)
                        || added.has(field),
                hasIndex && documents.isRouted()
                        ? DocumentRoute.of(sink, search.described(route.index()))
                        : new DocumentRoute(null));
    }

    private static Captured captured(Route route, JsonNode source) {
        try {
            return new Captured(route.table(), route.source(), source, SourceTopic.ofTable(source, route.table()));
        } catch (SourceTopic.NotFollowed e) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    route.table() + " can't be followed through source " + route.source() + ": " + e.getMessage()
                            + ".");
        }
    }

    private static String routed(JsonNode sink, String topic) {
        try {
            return SourceTopic.after(sink, topic).topic();
        } catch (SourceTopic.NotFollowed e) {
            return topic;
        }
    }

    private static void requireOneIndex(Route route, JsonNode sink) {
        if (route.index().contains("${")) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    route.table() + " can't be followed through sink " + route.sink() + ": index=" + route.index()
                            + " gives each record an index of its own. verify compares a table with one.");
        }
        if (sink.path("resource.type").asText("").equalsIgnoreCase("data_stream")) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Sink " + route.sink() + " adds to data stream " + route.index()
                            + ", which keeps every change: there is no document for each row to compare.");
        }
    }

    /** The fields of the mapping, and those of some documents, which a mapping with dynamic=false does not have. */
    private static Set<String> held(SearchRest search, String index) {
        Set<String> fields = new TreeSet<>(search.fields(index));
        List<String> some = search.sampleIds(index, 500);
        (some.isEmpty() ? Map.<String, SearchRest.Document>of() : search.documents(index, some))
                .values()
                .forEach(document -> document.source().fieldNames().forEachRemaining(fields::add));
        return fields;
    }

    /** @throws Problem when a server can't be reached, or the table can't be compared */
    static VerifySession open(PipelineEndpoints target, Route route, Verify.Options options) {
        ConnectRest connect = new ConnectRest(target);
        SearchRest search = new SearchRest(target);
        Database database = new Database(target);
        Connection mysql = database.open();
        Topics topics = Topics.open(target);
        try {
            return new VerifySession(route, connect, search, mysql, topics, options);
        } catch (SQLException e) {
            close(mysql, topics);
            throw database.problem(e);
        } catch (RuntimeException e) {
            close(mysql, topics);
            throw e;
        }
    }

    /** Compares all that the options ask for, once. */
    Verdict verdict(Consumer<String> progress) throws SQLException {
        long start = System.nanoTime();
        DriftConfirmation recheck =
                new DriftConfirmation(table.differences(), table::byId, this::stored, () -> watermark.await(mysql));
        DriftCollector findings = new DriftCollector(recheck, progress);
        long rows = 0;
        long found = 0;
        String reason = null;
        try {
            requireReadableKeys();
            long count = table.count();
            if (!hasIndex) {
                rows = withoutIndex(findings);
            } else if (options.sample() > 0 || options.where() != null) {
                long expected = options.sample() > 0 ? Math.min(count, options.sample()) : count;
                rows = new RowPass(table, documents, findings, new Progress("compared", expected, progress))
                        .run(options.sample());
                found = options.where() == null && shared.tells(table.keys())
                        ? new ExtraPass(table, search, route.index(), findings).run(options.sample())
                        : 0;
            } else {
                rows = new MissingPass(table, documents, findings, new Progress("looked up", count, progress)).run();
                try (SequenceScan inOrder = new SequenceScan(search, route.index())) {
                    Progress meter = new Progress("compared", rows, progress);
                    found = new DocumentPass(
                                    table, inOrder, findings, meter, document -> shared.isOurs(table.keys(), document))
                            .run();
                }
            }
        } catch (Watermark.NotPassed | DriftCollector.Enough e) {
            reason = e.getMessage();
        }
        int misnamed = secondLook(findings);
        findings.sort();
        nameCopies(findings);
        return verdict(findings, rows, found, reason, misnamed, (System.nanoTime() - start) / 1_000_000);
    }

    /** A document under a route that its row has left is no difference of a column. */
    private void nameCopies(DriftCollector findings) {
        Set<String> copied = hasIndex
                ? documents
                        .several(findings.stale.stream().map(Verdict.Stale::id).toList())
                        .keySet()
                : Set.of();
        findings.stale.replaceAll(stale ->
                copied.contains(stale.id()) ? new Verdict.Stale(stale.id(), List.of(Differences.ROUTE)) : stale);
        if (!copied.isEmpty()) {
            findings.kinds.put(
                    Differences.ROUTE,
                    copied.size() + " rows have a document under more than one route, and a search finds each of them");
        }
    }

    /** Waits until all that was sent by now is in the index; whether it is. */
    boolean awaitIndexed() throws SQLException {
        try {
            watermark.await(mysql);
            return true;
        } catch (Watermark.NotPassed e) {
            return false;
        }
    }

    private Map<String, SearchRest.Document> stored(java.util.Collection<String> ids) {
        return hasIndex && !ids.isEmpty() ? documents.byId(ids) : Map.of();
    }

    /** Every row is missing then. */
    private long withoutIndex(DriftCollector findings) throws SQLException, Watermark.NotPassed, DriftCollector.Enough {
        long rows = 0;
        List<String> after = null;
        List<TableReader.Row> batch;
        do {
            batch = table.nextKeys(after, 1_000);
            if (!batch.isEmpty()) {
                after = batch.get(batch.size() - 1).key();
                rows += batch.size();
                findings.suspect(batch.stream().map(TableReader.Row::id).toList());
            }
        } while (batch.size() == 1_000);
        findings.settle();
        return rows;
    }

    /**
     * Looks at what has no row by its id once more, by the key that the document itself holds. Answers how many of the first
     * belong to a row that has no document under its own id: those were given ids by another rule than the sink's settings say.
     */
    private int secondLook(DriftCollector findings) throws SQLException {
        List<String> first = findings.extra.stream()
                .filter(DocumentKeys::isHash)
                .collect(java.util.stream.Collectors.toCollection(java.util.ArrayList::new));
        findings.extra.stream()
                .filter(id -> !DocumentKeys.isHash(id))
                .limit(SECOND_LOOKS)
                .forEach(first::add);
        int misnamed = 0;
        for (SearchRest.Document document : stored(first).values()) {
            if (!(ownRow.of(document.source()) instanceof OwnRow.Found found)) {
                continue;
            }
            String id = found.row().id();
            if (id.equals(document.id())) {
                if (!DocumentKeys.isHash(document.id())) {
                    throw unreadable();
                }
                findings.extra.remove(document.id());
                findings.matched++;
            } else if (documents.existing(List.of(id)).isEmpty()) {
                misnamed++;
            }
        }
        return misnamed;
    }

    /** A row that was read and is not found again by its key would pass for deleted. */
    private Problem unreadable() {
        return new Problem(
                Problem.Kind.INCONCLUSIVE,
                "Rows of " + route.table() + " are not found again by their keys "
                        + columns.key().stream().map(column -> column.name()).toList()
                        + ": nothing can be said of them. This is a defect of verify for this type of key; please report it.");
    }

    /** Looks up some rows by the keys that were just read; what was deleted meanwhile is no longer read either. */
    private void requireReadableKeys() throws SQLException {
        for (int look = 0; look < 3; look++) {
            List<String> ids =
                    table.nextKeys(null, 200).stream().map(TableReader.Row::id).toList();
            if (table.existing(ids).containsAll(ids)) {
                return;
            }
        }
        throw unreadable();
    }

    private Verdict verdict(
            DriftCollector found, long rows, long documents, @Nullable String reason, int misnamed, long millis) {
        String why = reason == null && found.drift() == 0 && !found.hot.isEmpty()
                ? found.hot.size() + " rows changed at every look"
                : reason;
        if (why == null && found.drift() == 0) {
            why = nothingCompared(rows);
        }
        Verdict.Outcome outcome = found.drift() > 0
                ? Verdict.Outcome.DRIFT
                : why == null ? Verdict.Outcome.MATCH : Verdict.Outcome.INCONCLUSIVE;
        List<String> notes = new java.util.ArrayList<>();
        if (!shared.tells(table.keys()) && options.where() == null) {
            notes.add("documents without row were not looked for: " + route.index() + " also has those of "
                    + String.join(", ", shared.others()) + ", and ids don't tell them apart"
                    + " (document.id.template=${topic.database}:${key} of the sink would)");
        }
        if (misnamed > 0) {
            notes.add(misnamed
                    + " documents hold the key of a row that has no document under the id that the sink's settings"
                    + " make of it: they were written with other settings (the order of a key of several columns,"
                    + " decimals of keys). Their rows are not gone");
        }
        found.kinds.forEach((column, kind) -> notes.add(column + ": " + kind));
        return new Verdict(
                outcome,
                why,
                route.table(),
                route.index(),
                rows,
                documents,
                reason == null ? matched(rows, found) : found.right(rows),
                found.rechecked,
                found.missing,
                found.stale,
                found.extra,
                found.hot,
                columns.names(),
                columns.wanted(),
                columns.leftOut(),
                columns.notCompared(),
                notes,
                misnamed,
                null,
                millis);
    }

    /** A table is the same as its index only if something of each row was compared; null when it was. */
    private @Nullable String nothingCompared(long rows) {
        if (!hasIndex) {
            return "there is no index " + route.index() + " yet, and no row that should be in it";
        }
        Set<String> key =
                Set.copyOf(columns.key().stream().map(column -> column.name()).toList());
        boolean onlyKeys = columns.compared().size() + columns.notCompared().size() == key.size();
        boolean anyOther = columns.names().stream().anyMatch(name -> !key.contains(name));
        return rows == 0 || anyOther || onlyKeys
                ? null
                : "of " + columns.wanted() + " columns none but the key could be compared: "
                        + String.join(", ", columns.notCompared()) + String.join(", ", columns.leftOut());
    }

    /** What is hot may have come after the rows were counted, or have been an extra document. */
    private static long matched(long rows, DriftCollector found) {
        return Math.max(0, rows - found.missing.size() - found.stale.size() - found.hot.size());
    }

    @Override
    public void close() {
        close(mysql, topics);
    }

    private static void close(Connection mysql, Topics topics) {
        topics.close();
        try {
            mysql.close();
        } catch (SQLException ignored) {
            // the session ends with the process at the latest
        }
    }
}
