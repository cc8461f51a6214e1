package io.headrace.console.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.option.Tables;
import io.headrace.console.cli.option.TimeSpan;
import io.headrace.console.cli.output.Colour;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.demo.Tail;
import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "tail",
        description = {
            "Shows changes of all captured tables as they arrive in Kafka: what each one changed, field by field. -o json prints one JSON"
                    + " object per line. Ctrl-C ends it."
        },
        footer = {
            "",
            "Examples: ./cdc tail --op u,d",
            "          ./cdc tail --table inventory.orders --key 17",
            "          ./cdc tail --table 'shop.*' --since 10m --max 20 -o json"
        })
final class TailCommand implements Callable<Integer> {

    private static final JsonMapper LINES = JsonMapper.builder().build();

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Mixin
    Tables tables = new Tables();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "With one table: only this row, by the value of its key, A:B for several columns.")
    @Nullable
    String key;

    @Option(
            names = "--op",
            paramLabel = "c,u,d,r,t,w",
            split = ",",
            description = "Only these: c create, u update, d delete, r read by a snapshot, t truncate, w a plain row.")
    List<String> ops = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Starts this long ago (10m, 1h) or at an instant (2026-11-21T08:00:00Z); default: now.")
    @Nullable
    String since;

    @Option(names = "--max", paramLabel = "N", description = "Stops after N changes.")
    @Nullable
    Long max;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = "Stops when nothing has arrived for this long.")
    @Nullable
    Duration quiet;

    enum Form {
        diff,
        json
    }

    @Option(
            names = "--format",
            paramLabel = "diff|json",
            description =
                    "diff (default): what each change changed, coloured on a terminal. json: one object per line.")
    Form form = Form.diff;

    @Override
    public Integer call() {
        AtomicLong shown = new AtomicLong();
        PipelineEndpoints target = servers.target();
        Collection<String> captured = captured(target);
        if (key != null && captured.size() != 1) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "--key is the key of a row of one table, and " + captured.size()
                            + " are captured: name one with --table.");
        }
        new Tail(target, captured, this::isWanted, output::progress).run(since(), quiet, change -> {
            show(change, captured.size() > 1);
            return max == null || shown.incrementAndGet() < max;
        });
        return ExitCode.OK;
    }

    private Collection<String> captured(PipelineEndpoints target) {
        return tables.one().isPresent()
                ? tables.patterns()
                : CarriedTables.of(target, tables.patterns()).captured();
    }

    private boolean isWanted(Tail.Change change) {
        boolean rightKey = key == null || change.isOf(key);
        return rightKey && (ops.isEmpty() || ops.contains(change.op()));
    }

    private @Nullable Instant since() {
        if (since == null) {
            return null;
        }
        try {
            return Instant.parse(since);
        } catch (DateTimeParseException notAnInstant) {
            try {
                return Instant.now().minus(new TimeSpan().convert(since));
            } catch (TypeConversionException e) {
                throw new Problem(
                        Problem.Kind.USAGE,
                        "--since takes 10m, 1h or an instant such as 2026-11-21T08:00:00Z; found " + since,
                        e);
            }
        }
    }

    private void show(Tail.Change change, boolean namesTable) {
        if (form == Form.json || !output.isTable()) {
            ObjectNode line =
                    LINES.createObjectNode().put("version", Output.JSON_VERSION).put("kind", "change");
            line.setAll((ObjectNode) LINES.valueToTree(change));
            output.line(line.toString());
            return;
        }
        output.line((change.committed() == null ? "" : change.committed() + "  ")
                + switch (change.op()) {
                    case "c" -> "create";
                    case "u" -> "update";
                    case "d" -> "delete";
                    case "r" -> "read  ";
                    case "w" -> "write ";
                    case "t" -> "truncate";
                    default -> change.op().toLowerCase(Locale.ROOT);
                }
                + (namesTable ? "  " + change.table() : "") + "  " + change.key() + "  partition " + change.partition()
                + " offset " + change.offset());
        change.fields().forEach((name, values) -> {
            String before = values.before() == null ? "" : values.before().toString();
            String after = values.after() == null ? "" : values.after().toString();
            output.line("    " + name + ": "
                    + (before.isEmpty()
                            ? Colour.GREEN.of(after)
                            : after.isEmpty()
                                    ? Colour.RED.of(before)
                                    : Colour.RED.of(before) + " → " + Colour.GREEN.of(after)));
        });
    }
}
