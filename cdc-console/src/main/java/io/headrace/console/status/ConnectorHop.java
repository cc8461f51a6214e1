package io.headrace.console.status;

import io.headrace.console.pipeline.MysqlPosition;
import io.headrace.console.pipeline.SourceLag;
import io.headrace.console.pipeline.SourceWatch;
import io.headrace.console.server.ConnectRest.ConnectorState;
import io.headrace.console.server.ShellWord;
import io.headrace.console.status.PipelineStatus.Hop;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A source or a sink: its state, and what waits before it. */
final class ConnectorHop {

    private ConnectorHop() {}

    /** @param server where MySQL is; asked first, so that nothing counts as unread that was written later */
    static Hop source(ConnectorState state, SourceWatch watch, Supplier<MysqlPosition> server) {
        MysqlPosition position = server.get();
        SourceLag lag = watch.lag(position);
        boolean isSilent = state.running() && watch.isStalled(lag, position);
        return isSilent
                ? new Hop(
                        "source",
                        state.name(),
                        "STALLED",
                        false,
                        null,
                        lag.behind(),
                        lag.waitsMillis(System.currentTimeMillis()),
                        Rates.instant(lag.storedMillis()),
                        state.summary() + ", but MySQL is ahead and it has read nothing for "
                                + SourceWatch.SAMPLE_MILLIS / 1000.0
                                + " s: is the connection from the worker to MySQL open? ./cdc restart "
                                + ShellWord.of(state.name())
                                + " opens a new one")
                : of(
                        "source",
                        state,
                        lag.behind(),
                        lag.waitsMillis(System.currentTimeMillis()),
                        Rates.instant(lag.storedMillis() == 0 ? -1 : lag.storedMillis()));
    }

    static Hop sink(ConnectorState state, SinkBacklogs.Waiting waiting) {
        Hop hop = of("sink", state, waiting.changes(), waiting.millis(), null);
        return waiting.isStalled() && hop.healthy()
                ? new Hop(
                        hop.name(),
                        hop.what(),
                        "STALLED",
                        false,
                        null,
                        hop.lag(),
                        hop.lagMillis(),
                        null,
                        "RUNNING, but it has read nothing for " + SinkBacklogs.STALL_SAMPLE_MILLIS / 1000.0
                                + " s; is Elasticsearch reachable from the worker?")
                : hop;
    }

    private static Hop of(
            String name, ConnectorState state, @Nullable Long lag, long lagMillis, @Nullable String lastEvent) {
        String cause = state.firstCause();
        return new Hop(
                name,
                state.name(),
                state.summary(),
                state.running(),
                null,
                lag,
                lagMillis,
                lastEvent,
                cause == null ? state.tasks().size() + " task" + (state.tasks().size() == 1 ? "" : "s") : cause);
    }
}
