package io.headrace.console.cli;

import io.headrace.console.cli.output.Output;
import io.headrace.console.cli.output.Table;
import io.headrace.console.status.PipelineStatus;
import io.headrace.console.status.PipelineStatus.TableLine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A status for people: its hops, its tables where there are several, and the whole in two sentences. */
final class StatusView {

    private final Output output;

    StatusView(Output output) {
        this.output = output;
    }

    void print(PipelineStatus status) {
        hops(status.hops());
        List<TableLine> indexed =
                status.tables().stream().filter(TableLine::hasSink).toList();
        if (indexed.size() > 1) {
            output.line("");
            tables(indexed);
        }
        others(status.tables());
        output.line("");
        output.line(sentence(status));
        output.line(status.bottleneck() == null ? "Nothing is waiting." : "Bottleneck: " + status.bottleneck());
    }

    private void hops(List<PipelineStatus.Hop> all) {
        Table hops = new Table("hop", "what", "state", "per s", "waiting", "oldest", "last event", "");
        for (PipelineStatus.Hop hop : all) {
            hops.row(
                    hop.name(),
                    hop.what(),
                    hop.state(),
                    hop.perSecond() == null ? "-" : String.format(Locale.ROOT, "%.1f", hop.perSecond()),
                    hop.lag() == null ? "-" : hop.lag() < 0 ? "?" : hop.lag().toString(),
                    seconds(hop.lagMillis()),
                    hop.lastEvent() == null ? "-" : hop.lastEvent().substring(0, 19) + "Z",
                    output.cut(hop.detail()));
        }
        hops.print(output);
    }

    private void tables(List<TableLine> lines) {
        Table tables = new Table("table", "source", "sink", "index", "state", "waiting", "oldest", "documents", "");
        for (TableLine line : lines) {
            tables.row(
                    line.table(),
                    text(line.source()),
                    text(line.sink()),
                    text(line.index()),
                    line.state(),
                    text(line.waiting()),
                    seconds(line.waitsMillis()),
                    text(line.documents()),
                    output.cut(line.detail()));
        }
        tables.print(output);
    }

    /** What is looked at no further is named all the same. */
    private void others(List<TableLine> lines) {
        String notIndexed = lines.stream()
                .filter(line -> line.state().equals("NOT INDEXED"))
                .map(TableLine::table)
                .collect(Collectors.joining(", "));
        List<TableLine> notFollowed = lines.stream()
                .filter(line -> line.state().equals("NOT FOLLOWED"))
                .toList();
        if (!notIndexed.isEmpty() || !notFollowed.isEmpty()) {
            output.line("");
        }
        if (!notIndexed.isEmpty()) {
            output.line("Captured, and indexed by no sink: " + notIndexed);
        }
        notFollowed.forEach(line -> output.line("Not followed: " + line.table() + ": " + line.detail()));
    }

    private static String sentence(PipelineStatus status) {
        List<TableLine> tables = status.tables();
        long count = tables.stream()
                .filter(TableLine::hasSink)
                .map(TableLine::table)
                .distinct()
                .count();
        List<String> wrong = tables.stream()
                .filter(line -> !line.healthy())
                .map(TableLine::table)
                .distinct()
                .toList();
        boolean isPartly = tables.stream().anyMatch(line -> line.state().equals("NOT FOLLOWED"));
        if (status.healthy()) {
            return (isPartly ? "Healthy, as far as tables could be followed" : "Healthy")
                    + (count > 1 ? ": " + count + " tables." : ".");
        }
        return wrong.isEmpty() || count <= 1
                ? "Unhealthy: see the states above."
                : "Unhealthy: " + wrong.size() + " of " + count + " tables, see the states above.";
    }

    private static String seconds(@Nullable Long millis) {
        return millis == null ? "-" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }
}
