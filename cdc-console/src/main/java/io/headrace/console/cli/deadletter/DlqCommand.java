package io.headrace.console.cli.deadletter;

import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.cli.output.Table;
import io.headrace.console.deadletter.DeadLetterSummary;
import io.headrace.console.deadletter.ListenerLetters;
import io.headrace.console.deadletter.SinkDeadLetters;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
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
        name = "dlq",
        description = "Dead letters: what sinks and the listener gave up on, why, and how to send it again.",
        subcommands = {DlqCommand.ListThem.class, DlqCommand.Show.class, DlqReplayCommand.class})
public final class DlqCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A subcommand is missing: list, show or replay.");
    }

    @Command(
            name = "list",
            description = "Counts the dead letters by error. Originals stay when they are replayed.",
            footer = {"", "Example: ./cdc dlq list"})
    static final class ListThem implements Callable<Integer> {

        @Mixin
        Servers servers = new Servers();

        @Mixin
        Output output = new Output();

        @Option(names = "--connector", paramLabel = "NAME", description = "Only those of this sink.")
        @Nullable
        String connector;

        @Override
        public Integer call() {
            PipelineEndpoints target = servers.target();
            DeadLetterSummary list = new SinkDeadLetters(target, connector).list();
            int exitCode = ExitCode.OK;
            if (connector == null && target.listener() != null) {
                try {
                    list = list.with(new ListenerLetters(target).groups());
                } catch (Problem problem) {
                    output.error(problem.getMessage() + "\nOnly the dead letters of sinks are shown.");
                    exitCode = ExitCode.of(problem.kind());
                }
            }
            DeadLetterSummary shown = list;
            output.show("dlq-list", shown, () -> print(shown));
            return exitCode;
        }

        private void print(DeadLetterSummary list) {
            if (list.groups().isEmpty()) {
                output.line("No dead letters.");
                return;
            }
            Table table = new Table("of", "error", "letters", "replayed", "overtaken", "newest", "example");
            for (DeadLetterSummary.Group group : list.groups()) {
                table.row(
                        group.from(),
                        group.group(),
                        Long.toString(group.letters()),
                        Long.toString(group.replayed()),
                        Long.toString(group.overtaken()),
                        group.last(),
                        group.example());
            }
            table.print(output);
            output.line("");
            output.line(list.letters() + " letters, " + list.open() + " open. To see one: ./cdc dlq show "
                    + list.groups().get(0).example());
        }
    }

    @Command(
            name = "show",
            description = "Shows one dead letter: the record and its error. This prints the row's values.",
            footer = {"", "Example: ./cdc dlq show dlq.elasticsearch-sink-0-17"})
    static final class Show implements Callable<Integer> {

        @Mixin
        Servers servers = new Servers();

        @Mixin
        Output output = new Output();

        @Parameters(paramLabel = "TOPIC-PARTITION-OFFSET", description = "The letter's id, as shown by dlq list.")
        String id = "";

        @Override
        public Integer call() {
            PipelineEndpoints target = servers.target();
            String rule = ListenerLetters.ruleOf(target, id).orElse(null);
            if (rule != null) {
                ListenerLetters.Shown letter = new ListenerLetters(target).show(rule, id);
                output.show(
                        "dead-letter", letter, () -> output.line(letter.letter().toPrettyString()));
                return ExitCode.OK;
            }
            SinkDeadLetters.Shown shown = new SinkDeadLetters(target, null).show(id);
            output.show("dead-letter", shown, () -> print(shown));
            return ExitCode.OK;
        }

        private void print(SinkDeadLetters.Shown shown) {
            Table table = new Table("letter", shown.letter().id())
                    .row("of", shown.letter().connector())
                    .row("given up", shown.letter().time())
                    .row("came from", String.valueOf(shown.letter().origin()))
                    .row("error", shown.letter().error().group())
                    .row("", shown.letter().error().message())
                    .row("key", String.valueOf(shown.key()))
                    .row(
                            "value",
                            shown.value() == null
                                    ? "none: a tombstone"
                                    : shown.value().toPrettyString());
            table.print(output);
        }
    }
}
