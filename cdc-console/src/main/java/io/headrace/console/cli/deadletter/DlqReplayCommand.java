package io.headrace.console.cli.deadletter;

import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.option.TimeSpan;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.deadletter.ListenerLetters;
import io.headrace.console.deadletter.ReplayDeadLetters;
import io.headrace.console.deadletter.ReplayOutcome;
import io.headrace.console.deadletter.ReplaySelection;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = {
            "Sends dead letters through their sink again: one, all with a given error, or all. A letter whose row has a"
                    + " newer change is left alone; the others are written with their original version, so nothing"
                    + " newer can be overwritten. Originals stay, and a ledger in Kafka ensures that a letter is not"
                    + " replayed twice: to finish a replay that was killed, run it again.",
            "A letter of the listener goes through its rule's reaction. Where keys are parked, letters are replayed in"
                    + " the order of their row's changes; otherwise each is replayed on its own, after newer changes"
                    + " that have already been delivered.",
            "Exits with 1 if a letter failed again or could not be replayed."
        },
        footer = {
            "",
            "Examples: ./cdc dlq replay dlq.elasticsearch-sink-0-17 --value repaired.json",
            "          ./cdc dlq replay --group document_parsing_exception --dry-run",
            "          ./cdc dlq replay --all --rate 200",
            "          ./cdc dlq replay --rule order-events --all"
        })
final class DlqReplayCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "TOPIC-PARTITION-OFFSET", arity = "0..1", description = "One letter.")
    @Nullable
    String id;

    @Option(names = "--group", paramLabel = "ERROR", description = "Those with this error, as shown by dlq list.")
    @Nullable
    String group;

    @Option(names = "--all", description = "All of them.")
    boolean all;

    @Option(names = "--connector", paramLabel = "NAME", description = "Only those of this sink.")
    @Nullable
    String connector;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description =
                    "Those of this rule of the listener, which replays them itself, through the rule's reaction. Not"
                            + " needed with a single letter's id.")
    @Nullable
    String rule;

    @Option(
            names = "--value",
            paramLabel = "FILE",
            description = "For a single letter: a repaired value to send instead, as raw bytes of the topic.")
    @Nullable
    Path value;

    @Option(names = "--rate", paramLabel = "N", description = "At most N records a second.")
    int rate;

    @Option(names = "--dry-run", description = "Only reports what would happen to each.")
    boolean dryRun;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = "How long the sink may take for one batch (default 3m).")
    Duration patience = Duration.ofMinutes(3);

    @Override
    public Integer call() {
        if ((id == null ? 0 : 1) + (group == null ? 0 : 1) + (all ? 1 : 0) != 1) {
            throw new Problem(
                    Problem.Kind.USAGE, "Choose what to replay: one letter by its id, --group ERROR, or --all.");
        }
        if (value != null && !Files.isReadable(value)) {
            throw new Problem(
                    Problem.Kind.USAGE, "Can't read " + value + ": no such file, or no permission to read it.");
        }
        if (rate < 0) {
            throw new Problem(Problem.Kind.USAGE, "--rate takes 1 or more records a second; found " + rate + ".");
        }
        if (rule != null && connector != null) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "--connector selects a sink's dead letters, --rule a listener's: give only one.");
        }
        PipelineEndpoints target = servers.target();
        ReplaySelection selection = new ReplaySelection(id, group, connector);
        String ofRule =
                rule == null && id != null ? ListenerLetters.ruleOf(target, id).orElse(null) : rule;
        if (ofRule != null) {
            return ofListener(target, ofRule, selection);
        }
        ReplayDeadLetters.Options options = new ReplayDeadLetters.Options(selection, value, rate, dryRun, patience);
        ReplayOutcome replayed = new ReplayDeadLetters(target, options, output::progress).run();
        output.show("dlq-replay", replayed, () -> print(replayed));
        return replayed.complete() ? ExitCode.OK : ExitCode.FAILED;
    }

    private int ofListener(PipelineEndpoints target, String ofRule, ReplaySelection selection) {
        if (value != null) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "--value is only for a sink's dead letters; a listener's are replayed unchanged.");
        }
        ListenerLetters.Ended ended =
                new ListenerLetters(target).replay(ofRule, selection, rate, dryRun, patience, output::progress);
        output.show(
                "dlq-replay-rule",
                ended,
                () -> output.line(
                        ended.report() != null
                                ? ended.report().toPrettyString()
                                : ended.selected() + " selected, " + ended.replayed() + " replayed, " + ended.failed()
                                        + " failed again, " + ended.held() + " held (" + ended.state() + ")."));
        return ended.complete() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void print(ReplayOutcome replayed) {
        replayed.letters().stream()
                .filter(letter -> letter.detail() != null || replayed.letters().size() <= SHOWN)
                .limit(SHOWN)
                .forEach(letter -> output.line(letter.id() + "  " + word(letter.state())
                        + (letter.detail() == null ? "" : ": " + letter.detail())));
        StringBuilder sum = new StringBuilder();
        for (ReplayOutcome.State state : ReplayOutcome.State.values()) {
            long count =
                    replayed.letters().stream().filter(l -> l.state() == state).count();
            if (count > 0) {
                sum.append(sum.length() == 0 ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(word(state));
            }
        }
        output.line(sum.length() == 0 ? "No dead letters." : sum + (replayed.dryRun() ? " (dry run)." : "."));
    }

    private static String word(ReplayOutcome.State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
