package io.headrace.console.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.compare.TypeTable;
import io.headrace.console.pipeline.CapturedTable;
import io.headrace.console.pipeline.DocumentKeys;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.SourceTopic;
import io.headrace.console.pipeline.Watermark;
import io.headrace.console.server.Problem;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.SequenceScan;
import io.headrace.console.server.StepProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One table beside one index: what verify and its repair work on while the servers are open. For one thread. */
final class VerifySession {

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
    private final Verify.Options options;

    /** @throws Problem when a server can't be reached, or the table can't be compared */
    VerifySession(VerifyServers servers, Route route, Verify.Options options) throws SQLException {
        this.route = route;
        this.options = options;
        this.sourceConfig = servers.connectors.config(route.source());
        JsonNode sinkConfig = servers.connectors.config(route.sink());
        requireOneIndex(route, sinkConfig);
        CapturedTable captured = captured(route, sourceConfig);
        this.search = servers.search;
        this.mysql = servers.mysql();
        ColumnChanges changes = ColumnChanges.of(sourceConfig, sinkConfig, options.tokenKey());
        ZoneId zone = Objects.requireNonNullElse(options.dateTimeZone(), changes.dateTimeZone());
        this.hasIndex = search.exists(route.index());
        if (hasIndex) {
            search.singleIndex(route.index());
        }
        this.columns = TableColumns.of(
                mysql,
                route,
                new TypeTable(zone, changes.tokens(), !ColumnChanges.swapsAxes(sourceConfig, sinkConfig)),
                DocumentKeys.keyTable(sourceConfig),
                sourceConfig.path("message.key.columns").asText(""),
                changes.unknown().isEmpty() || !hasIndex ? null : held(search, route.index()),
                changes);
        DocumentKeys keys = DocumentKeys.of(
                route.table(), columns.key(), sinkConfig, captured.topic(), routed(sinkConfig, route.topic()));
        this.shared = SharedIndex.of(servers, captured, route, sinkConfig);
        this.documents = Documents.of(search, route.index(), hasIndex, sinkConfig);
        this.table = new TableReader(mysql, route, keys, differences(changes, sinkConfig), options.where());
        this.ownRow = new OwnRow(table, changes);
        this.watermark = new Watermark(route, servers.connect, servers.topics(), servers.patience());
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
                        ? DocumentRoute.of(sink, search.described(route.index()), columns.plain())
                        : new DocumentRoute(null));
    }

    private static CapturedTable captured(Route route, JsonNode source) {
        try {
            return new CapturedTable(route.table(), route.source(), source, SourceTopic.ofTable(source, route.table()));
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
                            + ", which keeps every change: no single document per row to compare.");
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

    /** Compares all that the options ask for, once. */
    Verdict verdict(Consumer<String> progress) throws SQLException {
        long start = System.nanoTime();
        DriftCollector collector = new DriftCollector(
                new DriftConfirmation(table.differences(), table::byId, this::stored, () -> watermark.await(mysql)),
                progress);
        Conclusion.Reading reading = read(collector, progress);
        SecondLook.Result look = new SecondLook(this).at(collector.drift());
        Drift drift = look.drift().withCopies(copied(look.drift()));
        return new Conclusion(this, reading, drift, look.misnamed()).verdict((System.nanoTime() - start) / 1_000_000);
    }

    private Conclusion.Reading read(DriftCollector drift, Consumer<String> progress) throws SQLException {
        long rows = 0;
        long found = 0;
        try {
            requireReadableKeys();
            long count = table.count();
            if (!hasIndex) {
                rows = withoutIndex(drift);
            } else if (options.sample() > 0 || options.where() != null) {
                long expected = options.sample() > 0 ? Math.min(count, options.sample()) : count;
                rows = new RowPass(
                                table,
                                table.differences(),
                                documents::byId,
                                drift,
                                new StepProgress("compared", expected, progress))
                        .run(options.sample());
                found = options.where() == null && shared.tells(table.keys())
                        ? new ExtraPass(table::existing, documents, table.keys()::mayBeOurs, drift)
                                .run(options.sample())
                        : 0;
            } else {
                rows = new MissingPass(
                                table::nextKeys, documents, drift, new StepProgress("looked up", count, progress))
                        .run();
                try (SequenceScan inOrder = new SequenceScan(search, route.index())) {
                    StepProgress meter = new StepProgress("compared", rows, progress);
                    found = new DocumentPass(
                                    table::byId,
                                    table.differences(),
                                    inOrder::next,
                                    drift,
                                    meter,
                                    document -> shared.isOurs(table.keys(), document))
                            .run();
                }
            }
            return new Conclusion.Reading(rows, found, null);
        } catch (Watermark.NotPassed | DriftCollector.Enough e) {
            return new Conclusion.Reading(rows, found, e.getMessage());
        }
    }

    /** Those of the stale documents whose row has another one, under another route. */
    private Set<String> copied(Drift drift) {
        return hasIndex
                ? documents
                        .several(drift.stale().stream().map(Verdict.Stale::id).toList())
                        .keySet()
                : Set.of();
    }

    /** Whether documents without row can be told from those of other topics in the index. */
    boolean looksForExtra() {
        return shared.tells(table.keys()) || options.where() != null;
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

    Map<String, SearchRest.Document> stored(java.util.Collection<String> ids) {
        return hasIndex && !ids.isEmpty() ? documents.byId(ids) : Map.of();
    }

    /** Every row is missing then. */
    private long withoutIndex(DriftCollector drift) throws SQLException, Watermark.NotPassed, DriftCollector.Enough {
        long rows = 0;
        List<String> after = null;
        List<TableReader.Row> batch;
        do {
            batch = table.nextKeys(after, 1_000);
            if (!batch.isEmpty()) {
                after = batch.get(batch.size() - 1).key();
                rows += batch.size();
                drift.suspect(batch.stream().map(TableReader.Row::id).toList());
            }
        } while (batch.size() == 1_000);
        drift.settle();
        return rows;
    }

    /** A row that was read and is not found again by its key would pass for deleted. */
    Problem unreadable() {
        return new Problem(
                Problem.Kind.INCONCLUSIVE,
                "Rows of " + route.table() + " are not found again by their keys "
                        + columns.key().stream().map(column -> column.name()).toList()
                        + ": nothing can be said about them. This is a bug in verify for this type of key; please"
                        + " report it.");
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
}
