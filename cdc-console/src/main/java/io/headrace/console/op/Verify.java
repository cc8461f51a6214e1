package io.headrace.console.op;

import io.headrace.console.compare.TypeTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the index equals the table, row by row, while both change. Reads the table in key ranges and each row's
 * document by its id, compares by a type table of its own, then looks for documents without a row; whatever differs is
 * settled after the watermark ({@link Recheck}). Memory does not grow with the table.
 */
public final class Verify {

    /**
     * @param table {@code database.table}
     * @param where an SQL condition on the rows to look at, or null for all; extra documents are looked for only without
     * @param patience how long the pipeline may take to pass the watermark
     * @param dateTimeZone what the wall clock of DATETIME columns is, or null for what the connectors say
     * @param tokenKey the secret of tokenised columns, or null: they are listed as not compared then
     */
    public record Options(
            String table,
            @Nullable String where,
            Duration patience,
            @Nullable ZoneId dateTimeZone,
            @Nullable String tokenKey) {

        /** The whole table, with the defaults of the command line. */
        public static Options of(String table, @Nullable String tokenKey) {
            return new Options(table, null, PATIENCE, null, tokenKey);
        }

        /** The same without the secret. */
        @Override
        public String toString() {
            return table + (where == null ? "" : " where " + where);
        }
    }

    /** An idle source tells its progress once in 48 seconds with default settings. */
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int BATCH = 1_000;
    private static final int ID_PAGE = 5_000;
    private static final int SUSPECTS_AT_ONCE = 2_000;
    private static final int LISTED = 10_000;

    private final Target target;
    private final Options options;
    private final Consumer<String> progress;

    private final List<String> missing = new ArrayList<>();
    private final List<Verdict.Stale> stale = new ArrayList<>();
    private final List<String> extra = new ArrayList<>();
    private final List<String> hot = new ArrayList<>();
    private long rows;
    private long documents;
    private long matched;
    private long rechecked;

    /** @param progress receives a line now and then */
    public Verify(Target target, Options options, Consumer<String> progress) {
        this.target = target;
        this.options = options;
        this.progress = progress;
    }

    /** Runs once; a new run needs a new object. */
    public Verdict run() {
        long start = System.nanoTime();
        ConnectRest connect = new ConnectRest(target);
        SearchRest search = new SearchRest(target);
        Route route = Route.find(connect, options.table());
        Set<String> indexed = search.fields(route.index());
        Database database = new Database(target);
        ColumnChanges changes = ColumnChanges.of(
                connect.config(route.source()).orElse(Rest.JSON.missingNode()),
                connect.config(route.sink()).orElse(Rest.JSON.missingNode()),
                options.tokenKey());
        ZoneId zone = options.dateTimeZone() == null ? changes.dateTimeZone() : options.dateTimeZone();
        TypeTable types = new TypeTable(zone, changes.tokens());
        try (Connection mysql = database.open();
                Topics topics = Topics.open(target)) {
            TableReader table = TableReader.of(mysql, route, types, indexed, changes.notComparable(), options.where());
            Watermark watermark = new Watermark(route, connect, topics, options.patience());
            Recheck recheck = new Recheck(
                    table.compared(),
                    table::byId,
                    ids -> search.documents(route.index(), ids),
                    () -> watermark.await(mysql));
            String reason = null;
            try {
                compareRows(table, search, route.index(), recheck);
                if (options.where() == null) {
                    findExtra(table, search, route.index(), recheck);
                }
            } catch (Watermark.NotPassed e) {
                reason = e.getMessage();
            }
            return verdict(route, table, reason, (System.nanoTime() - start) / 1_000_000);
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    private void compareRows(TableReader table, SearchRest search, String index, Recheck recheck)
            throws SQLException, Watermark.NotPassed {
        Progress meter = new Progress("compared", table.count(), progress);
        List<String> suspects = new ArrayList<>();
        String after = null;
        List<TableReader.Row> batch;
        do {
            batch = table.next(after, BATCH);
            Map<String, SearchRest.Document> found = batch.isEmpty()
                    ? Map.of()
                    : search.documents(
                            index, batch.stream().map(TableReader.Row::id).toList());
            for (TableReader.Row row : batch) {
                SearchRest.Document document = found.get(row.id());
                if (document != null
                        && Recheck.differing(table.compared(), row, document.source())
                                .isEmpty()) {
                    matched++;
                } else {
                    suspects.add(row.id());
                }
                after = row.id();
            }
            rows += batch.size();
            meter.at(rows);
            settle(suspects, recheck, SUSPECTS_AT_ONCE);
        } while (batch.size() == BATCH);
        settle(suspects, recheck, 1);
    }

    private void findExtra(TableReader table, SearchRest search, String index, Recheck recheck)
            throws SQLException, Watermark.NotPassed {
        Progress meter = new Progress("looked up", Math.max(rows, 1), progress);
        List<String> suspects = new ArrayList<>();
        List<SQLException> failure = new ArrayList<>(1);
        search.refresh(index);
        search.scanIds(index, ID_PAGE, ids -> {
            try {
                Set<String> existing = table.existing(ids);
                ids.stream()
                        .filter(id -> !existing.contains(id))
                        .limit(LISTED - suspects.size())
                        .forEach(suspects::add);
            } catch (SQLException e) {
                failure.add(e);
            }
            documents += ids.size();
            meter.at(documents);
        });
        if (!failure.isEmpty()) {
            throw failure.get(0);
        }
        settle(suspects, recheck, 1);
    }

    private void settle(List<String> suspects, Recheck recheck, int from) throws SQLException, Watermark.NotPassed {
        if (suspects.size() < from) {
            return;
        }
        progress.accept("rechecking " + suspects.size() + " that differ at first sight, after the watermark");
        Recheck.Settled settled = recheck.settle(suspects);
        rechecked += suspects.size();
        suspects.clear();
        matched += settled.matched;
        keep(missing, settled.missing);
        keep(extra, settled.extra);
        keep(hot, settled.hot);
        settled.stale.forEach((id, fields) -> keep(stale, List.of(new Verdict.Stale(id, fields))));
    }

    private static <T> void keep(List<T> kept, List<T> more) {
        kept.addAll(more.subList(0, Math.min(more.size(), Math.max(0, LISTED - kept.size()))));
    }

    private Verdict verdict(Route route, TableReader table, @Nullable String reason, long millis) {
        boolean drift = !(missing.isEmpty() && stale.isEmpty() && extra.isEmpty());
        String why = reason == null && !drift && !hot.isEmpty() ? hot.size() + " rows changed at every look" : reason;
        Verdict.Outcome outcome =
                drift ? Verdict.Outcome.DRIFT : why == null ? Verdict.Outcome.MATCH : Verdict.Outcome.INCONCLUSIVE;
        return new Verdict(
                outcome,
                why,
                route.table(),
                route.index(),
                rows,
                documents,
                matched,
                rechecked,
                missing,
                stale,
                extra,
                hot,
                table.compared().stream()
                        .map(io.headrace.console.compare.Column::name)
                        .toList(),
                table.notCompared(),
                millis);
    }
}
