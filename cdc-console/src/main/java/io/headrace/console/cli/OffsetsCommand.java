package io.headrace.console.cli;

import io.headrace.console.connector.Offsets;
import io.headrace.console.server.Problem;
import io.headrace.console.server.ShellWord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "offsets",
        description = "Shows or changes a connector's stored offsets.",
        subcommands = {
            OffsetsCommand.Get.class,
            OffsetsCommand.Set.class,
            OffsetsCommand.Reset.class,
            OffsetsCommand.Skip.class,
            OffsetsCommand.DropSnapshot.class
        })
final class OffsetsCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "A subcommand is missing: get, set, reset, skip or" + " drop-snapshot.");
    }

    /** Common to the subcommands. */
    abstract static class One implements Callable<Integer> {

        @Mixin
        Servers servers = new Servers();

        @Mixin
        Output output = new Output();

        @Parameters(paramLabel = "CONNECTOR", index = "0", description = "The connector's name.")
        String connector = "";

        Offsets offsets() {
            return new Offsets(
                    servers.connectOnly(),
                    connector,
                    Home.folder().resolve(".cdc").resolve("offsets"));
        }

        int show(Offsets.Stored stored) {
            output.show("offsets", stored, () -> {
                Table table = new Table("partition", "offset");
                stored.offsets()
                        .forEach(e ->
                                table.row(e.partition().toString(), e.offset().toString()));
                table.print(output);
                if (!stored.backup().isEmpty()) {
                    output.line("The previous offsets are saved in " + stored.backup());
                }
                if (stored.skipped() != null) {
                    told(stored.skipped());
                }
            });
            return ExitCode.OK;
        }

        private void told(Offsets.Skipped skipped) {
            if (!skipped.unknown().isEmpty()) {
                output.line("Skipped " + skipped.gtid() + ". What it changed is not known: " + skipped.unknown()
                        + ". Once the source runs, resend its rows: ./cdc verify --table DB.TABLE --repair");
                return;
            }
            output.line("Skipped " + skipped.gtid() + ", which has "
                    + (skipped.hasStatement() ? "a statement, and " : "")
                    + (skipped.tables().isEmpty()
                            ? "no row of a table that the source captures."
                                    + (skipped.hasStatement() ? " Check which table the statement names." : "")
                            : "rows of " + String.join(", ", skipped.tables())
                                    + ". Once the source runs, resend the rows:"));
            skipped.tables()
                    .forEach(table -> output.line("  ./cdc verify --table " + ShellWord.of(table) + " --repair"));
        }
    }

    @Command(
            name = "get",
            description = "Shows the stored offsets.",
            footer = {"", "Example: ./cdc offsets get mysql-source"})
    static final class Get extends One {
        @Override
        public Integer call() {
            return show(offsets().get());
        }
    }

    @Command(
            name = "set",
            description = "Sets the stored offsets of a stopped connector; the previous ones are saved first.",
            footer = {"", "Example: ./cdc offsets set elasticsearch-sink --from .cdc/offsets/elasticsearch-sink-….json"
            })
    static final class Set extends One {

        @Option(names = "--from", paramLabel = "FILE|-", required = true, description = "JSON as shown by offsets get.")
        String from = "-";

        @Override
        public Integer call() {
            try {
                String json = from.equals("-")
                        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                        : Files.readString(Path.of(from));
                return show(offsets().set(json));
            } catch (IOException e) {
                throw new Problem(Problem.Kind.USAGE, "Can't read " + from, e);
            }
        }
    }

    @Command(
            name = "reset",
            description = {
                "Deletes the stored offsets of a stopped connector; they are saved first. A source then starts with a"
                        + " snapshot, a sink at the beginning of its topic."
            },
            footer = {"", "Example: ./cdc offsets reset elasticsearch-sink --yes"})
    static final class Reset extends One {

        @Option(names = "--yes", required = true, description = "Required, since all work is done again.")
        boolean yes;

        @Override
        public Integer call() {
            return show(offsets().reset());
        }
    }

    @Command(
            name = "skip",
            description = {
                "Makes a stopped source skip one transaction on which it keeps failing, such as one from a session with"
                        + " binlog_row_image=MINIMAL; the previous offsets are saved. Restore the transaction's changes"
                        + " with verify --repair."
            },
            footer = {"", "Example: ./cdc offsets skip mysql-source --yes"})
    static final class Skip extends One {

        @Option(
                names = "--gtid",
                paramLabel = "UUID:N",
                description =
                        "The transaction (default: the one that the source had begun according to its offsets, unless"
                                + " that can't be the one it fails on).")
        @Nullable
        String gtid;

        @Option(names = "--yes", required = true, description = "Required, since its changes are not captured.")
        boolean yes;

        @Override
        public Integer call() {
            return show(offsets().skip(gtid));
        }
    }

    @Command(
            name = "drop-snapshot",
            description = {
                "Makes a stopped source abandon its current incremental snapshot, if it keeps failing on it; its place"
                        + " in the binlog stays, and the previous offsets are saved."
            },
            footer = {"", "Example: ./cdc offsets drop-snapshot mysql-source --yes"})
    static final class DropSnapshot extends One {

        @Option(
                names = "--yes",
                required = true,
                description = "Required, since the rows asked for will then not be sent.")
        boolean yes;

        @Override
        public Integer call() {
            return show(offsets().dropSnapshot());
        }
    }
}
