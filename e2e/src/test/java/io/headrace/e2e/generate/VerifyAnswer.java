package io.headrace.e2e.generate;

import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code verify} says of a table.
 *
 * @param refusal why it says nothing, or empty
 * @param broken it ended otherwise than by its own words
 * @param leftOut columns that it names as not compared
 */
record VerifyAnswer(boolean match, boolean drift, String refusal, boolean broken, Set<String> leftOut, String words) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static VerifyAnswer of(PipelineEndpoints target, String table) {
        try {
            Verdict verdict =
                    new Verify(target, Verify.Options.of(table, null).withPatience(PATIENCE), line -> {}).run();
            boolean match = verdict.outcome() == Verdict.Outcome.MATCH;
            boolean drift = verdict.outcome() == Verdict.Outcome.DRIFT;
            String refusal = match || drift ? "" : "verify is " + verdict.outcome() + ": " + verdict.reason();
            return new VerifyAnswer(match, drift, refusal, false, leftOut(verdict), words(verdict));
        } catch (Problem problem) {
            return new VerifyAnswer(false, false, "verify refuses: " + problem.getMessage(), false, Set.of(), "");
        } catch (RuntimeException e) {
            return new VerifyAnswer(false, false, "", true, Set.of(), "verify broke: " + e);
        }
    }

    /** Each line begins with the column. */
    private static Set<String> leftOut(Verdict verdict) {
        return verdict.notCompared().stream()
                .map(line -> line.replaceAll("[ :].*", ""))
                .collect(Collectors.toSet());
    }

    private static String words(Verdict verdict) {
        return verdict.outcome() + " missing " + verdict.missing() + " stale "
                + verdict.stale().stream()
                        .map(stale -> stale.id() + stale.fields())
                        .collect(Collectors.joining(","))
                + " extra " + verdict.extra() + " not compared " + verdict.notCompared();
    }
}
