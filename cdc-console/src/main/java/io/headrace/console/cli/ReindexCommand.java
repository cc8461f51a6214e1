package io.headrace.console.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.option.TimeSpan;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.cli.output.Table;
import io.headrace.console.cli.output.VerdictView;
import io.headrace.console.pipeline.TablePatterns;
import io.headrace.console.reindex.Reindex;
import io.headrace.console.reindex.ReindexTables;
import io.headrace.console.reindex.Reindexed;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "reindex",
        description = {
            "Fills a new index beside the old one while both sides change, verifies it, and points the alias to it in one"
                    + " step; searches see the old index until then. Afterwards both indices are kept up to date until --finish"
                    + " or --rollback.",
            "Tables that a pattern selects follow each other, up to the first that fails.",
            "Progress is recorded in the new index: if killed at any point, it can be continued with --resume or undone"
                    + " with --abort, from any machine."
        },
        footer = {
            "",
            "Examples: ./cdc reindex --table inventory.orders --mapping orders-mapping.json --settings orders-settings.json",
            "          ./cdc reindex --show",
            "          ./cdc reindex --finish",
            "          ./cdc reindex --table inventory.orders --rollback -o json"
        })
final class ReindexCommand implements Callable<Integer> {

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @ArgGroup
    Way way = new Way();

    /** What to do with a reindex in progress. */
    static final class Way {
        @Option(names = "--resume", description = "Continues a reindex that was interrupted.")
        boolean resume;

        @Option(names = "--abort", description = "Before the swap: undoes everything.")
        boolean abort;

        @Option(names = "--rollback", description = "After the swap: points the alias back to the old index.")
        boolean rollback;

        @Option(names = "--finish", description = "After the swap: gives up the option of a rollback.")
        boolean finish;

        @Option(names = "--show", description = "Shows how far it is, and changes nothing.")
        boolean show;
    }

    @Option(
            names = "--table",
            paramLabel = "DB.TABLE",
            split = ",",
            description =
                    "The table, or patterns of several such as 'shop.*' (default: the only one that is indexed, or whose"
                            + " reindex is in progress; with --show, all of these).")
    List<String> patterns = List.of();

    @Option(
            names = "--to",
            paramLabel = "INDEX",
            description = "Name of the new index of the one table (default: the next number).")
    @Nullable
    String to;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "JSON file with the new index's mappings, of one table (default: those of the old one).")
    @Nullable
    Path mapping;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "JSON file with the new index's settings (default: those of the old one).")
    @Nullable
    Path settings;

    @Option(
            names = "--from",
            paramLabel = "auto|topic|snapshot",
            description =
                    "Where documents come from: the topic, if it has every row (compacted, or never trimmed), or an"
                            + " incremental snapshot of the table (default: auto).")
    Reindex.From from = Reindex.From.AUTO;

    @Option(names = "--delete-old", description = "With --finish, also removes the old index.")
    boolean deleteOld;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = "How long any step may go without progress (default 2m).")
    Duration patience = Duration.ofMinutes(2);

    @Override
    public Integer call() {
        if (deleteOld && !way.finish) {
            throw new Problem(Problem.Kind.USAGE, "--delete-old is only valid with --finish.");
        }
        PipelineEndpoints target = servers.target();
        List<String> tables = tables(target);
        if (tables.size() > 1 && (to != null || mapping != null)) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "--to and --mapping are for the index of one table; found " + String.join(", ", tables) + ".");
        }
        if (isOne()) {
            Reindexed result = run(reindex(target, tables.get(0)));
            output.show("reindex", result, () -> print(result));
            return ExitCode.OK;
        }
        all(target, tables);
        return ExitCode.OK;
    }

    private boolean isOne() {
        return patterns.isEmpty() ? !way.show : patterns.size() == 1 && TablePatterns.isPlain(patterns.get(0));
    }

    private List<String> tables(PipelineEndpoints target) {
        if (patterns.size() == 1 && TablePatterns.isPlain(patterns.get(0))) {
            return patterns;
        }
        boolean isNew = !way.resume && !way.abort && !way.rollback && !way.finish;
        return way.show
                ? ReindexTables.underWay(target, patterns)
                : isNew ? ReindexTables.toStart(target, patterns) : ReindexTables.toContinue(target, patterns);
    }

    private Reindex reindex(PipelineEndpoints target, String table) {
        Reindex.Options options = new Reindex.Options(
                table,
                to,
                json(mapping, "--mapping"),
                json(settings, "--settings"),
                from,
                patience,
                servers.tokenKey());
        return new Reindex(target, options, line -> output.progress((isOne() ? "" : table + ": ") + line));
    }

    /** What the tables came to. */
    private record All(List<Reindexed> tables) {}

    /** One after the other, each told at once; what is done stays done when one fails. */
    private void all(PipelineEndpoints target, List<String> tables) {
        List<Reindexed> done = new ArrayList<>();
        try {
            for (String table : tables) {
                Reindexed result = run(reindex(target, table));
                done.add(result);
                if (output.isTable()) {
                    print(result);
                }
            }
        } catch (Problem problem) {
            throw new Problem(
                    problem.kind(),
                    tables.get(done.size()) + ": " + problem.getMessage() + "\nDone before: "
                            + names(tables.subList(0, done.size())) + ". Not begun: "
                            + names(tables.subList(done.size() + 1, tables.size())) + ".",
                    problem);
        } finally {
            output.show("reindexes", new All(done), () -> {});
        }
    }

    private static String names(List<String> tables) {
        return tables.isEmpty() ? "none" : String.join(", ", tables);
    }

    private Reindexed run(Reindex reindex) {
        if (way.resume) {
            return reindex.resume();
        }
        if (way.abort) {
            return reindex.abort();
        }
        if (way.rollback) {
            return reindex.rollback();
        }
        if (way.finish) {
            return reindex.finish(deleteOld);
        }
        return way.show ? reindex.show() : reindex.start();
    }

    private static @Nullable JsonNode json(@Nullable Path file, String option) {
        if (file == null) {
            return null;
        }
        try {
            JsonNode json = new JsonMapper().readTree(file.toFile());
            if (json.isObject()) {
                return json;
            }
            throw new Problem(
                    Problem.Kind.USAGE, option + " needs a file that contains one JSON object; " + file + " does not.");
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.USAGE, option + " needs a JSON file; " + file + " can't be read as JSON.", e);
        }
    }

    private void print(Reindexed result) {
        output.line(result.table() + ": " + sentence(result));
        new Table("  new index", result.newIndex())
                .row("  old index", result.oldIndex())
                .row("  documents", Long.toString(result.documents()))
                .row("  filled from", result.fill())
                .print(output);
        if (result.fillMillis() > 0) {
            output.line(String.format(
                    Locale.ROOT, "  filled in    %.1f s, %d/s", result.fillMillis() / 1000.0, result.perSecond()));
        }
        if (result.verdict() != null) {
            output.line("  verified     " + VerdictView.sentence(result.verdict()));
        }
        next(result);
    }

    private static String sentence(Reindexed result) {
        return switch (result.state()) {
            case UNDER_WAY -> "alias " + result.alias() + " still points to " + result.oldIndex();
            case SWAPPED ->
                "alias " + result.alias() + " points to " + result.newIndex() + "; both indices are kept up to date";
            case FINISHED -> "finished; sink " + result.sink() + " writes to " + result.newIndex() + " alone";
            case ROLLED_BACK -> "rolled back; alias " + result.alias() + " points to " + result.oldIndex() + " again";
            case ABORTED -> "aborted; " + result.newIndex() + " is gone";
        };
    }

    private void next(Reindexed result) {
        String command = "./cdc reindex --table " + result.table();
        switch (result.state()) {
            case UNDER_WAY -> output.line("Next: " + command + " --resume    or: " + command + " --abort");
            case SWAPPED -> output.line("Next: " + command + " --finish    or to go back: " + command + " --rollback");
            case ROLLED_BACK ->
                output.line("Index " + result.newIndex() + " is no longer written to; remove it when you like.");
            case FINISHED, ABORTED -> {}
        }
    }
}
