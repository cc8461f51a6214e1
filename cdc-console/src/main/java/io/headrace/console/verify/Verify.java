package io.headrace.console.verify;

import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.SnapshotSignals;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the index equals the table, row by row, while both change. Reads the table in key ranges and each row's
 * document by its id, compares by a type table of its own, then looks for documents without a row; whatever differs is
 * settled after the watermark ({@link DriftConfirmation}). Memory does not grow with the table.
 */
public final class Verify {

    /**
     * @param table {@code database.table}
     * @param where an SQL condition on the rows to look at, or null for all; extra documents are looked for only without
     * @param patience how long the pipeline may take to pass the watermark
     * @param dateTimeZone what the wall clock of DATETIME columns is, or null for what the connectors say
     * @param tokenKey the secret of tokenised columns, or null: they are listed as not compared then
     * @param sample how many rows and documents to look at, chosen at random; 0 for all
     * @param repair whether to correct what is found, then look again
     * @param sink the sink whose index is looked at, or null for the only one
     */
    public record Options(
            String table,
            @Nullable String where,
            Duration patience,
            @Nullable ZoneId dateTimeZone,
            @Nullable String tokenKey,
            int sample,
            boolean repair,
            @Nullable String sink) {

        /** The whole table, with the defaults of the command line. */
        public static Options of(String table, @Nullable String tokenKey) {
            return new Options(table, null, PATIENCE, null, tokenKey, 0, false, null);
        }

        Options withTable(String other) {
            return new Options(other, where, patience, dateTimeZone, tokenKey, sample, repair, sink);
        }

        /** The same, and what is found is corrected. */
        public Options withRepair() {
            return new Options(table, where, patience, dateTimeZone, tokenKey, sample, true, sink);
        }

        /** The same, with another patience. */
        public Options withPatience(Duration other) {
            return new Options(table, where, other, dateTimeZone, tokenKey, sample, repair, sink);
        }

        /** The same without the secret. */
        @Override
        public String toString() {
            return table + (where == null ? "" : " where " + where);
        }
    }

    /** An idle source tells its progress once in 48 seconds with default settings. */
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    private final PipelineEndpoints target;
    private final Options options;
    private final Consumer<String> progress;
    private final @Nullable Route given;

    /** @param progress receives a line now and then */
    public Verify(PipelineEndpoints target, Options options, Consumer<String> progress) {
        this(target, options, progress, null);
    }

    /** @param given the way to look at, or null to find it by the connectors */
    public Verify(PipelineEndpoints target, Options options, Consumer<String> progress, @Nullable Route given) {
        this.target = target;
        this.options = options;
        this.progress = progress;
        this.given = given;
    }

    /** May be run again; each run looks anew. */
    public Verdict run() {
        try (VerifyServers servers = VerifyServers.open(target, options.patience())) {
            return compare(
                    servers,
                    given == null
                            ? servers.searched(Route.only(servers.connectors, options.table(), options.sink()))
                            : given);
        }
    }

    /** Over connections that others use before or after. */
    Verdict compare(VerifyServers servers, Route route) {
        try {
            VerifySession session = new VerifySession(servers, route, options);
            Verdict verdict = session.verdict(progress);
            if (!options.repair() || verdict.outcome() != Verdict.Outcome.DRIFT) {
                return verdict;
            }
            requireOwnIds(session);
            return repaired(servers, session, verdict);
        } catch (SQLException e) {
            throw new Database(target).problem(e);
        }
    }

    /** Rounds of repair and verify go on while they find less, since one verdict lists no more than some thousands. */
    private Verdict repaired(VerifyServers servers, VerifySession first, Verdict drift) throws SQLException {
        Verdict last = drift;
        Verdict.Repair all = null;
        VerifySession session = first;
        while (true) {
            SnapshotSignals signals = SnapshotSignals.of(target, servers.topics(), session.route, session.sourceConfig);
            Verdict.Repair done = new Repair(session, signals, progress).run(last);
            all = all == null ? done : all.and(done);
            session = new VerifySession(servers, first.route, options); // there may be an index now that was not
            Verdict next = session.verdict(progress).after(all);
            boolean goesOn = next.outcome() == Verdict.Outcome.DRIFT
                    && last.reason() != null
                    && next.misnamed() == 0
                    && (done.removed() > 0 || toSend(next) < toSend(last));
            if (!goesOn) {
                return next;
            }
            last = next;
        }
    }

    private static int toSend(Verdict verdict) {
        return verdict.missing().size() + verdict.stale().size();
    }

    /** Where another topic writes under the same ids, a repair of one table would undo the other's. */
    private static void requireOwnIds(VerifySession session) {
        SharedIndex shared = session.shared;
        if (!shared.others().isEmpty()
                && !shared.isAllowed()
                && !session.table.keys().tellTables()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "--repair of " + session.route.table() + " could overwrite documents of "
                            + String.join(", ", shared.others()) + ", which are in " + session.route.index()
                            + " under ids of the same form. Nothing was changed. Tell ids apart with"
                            + " document.id.template=${topic.database}:${key} in sink " + session.route.sink()
                            + " and fill the index again, or set index.sharing=allow if keys never collide.");
        }
    }
}
