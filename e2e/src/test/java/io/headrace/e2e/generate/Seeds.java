package io.headrace.e2e.generate;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Runs a range of seeds, tells of each, and shrinks one that is wrong. */
final class Seeds {

    private static final int BATCH = 40;
    private static final int ROUNDS = 12;

    private final Run run;
    private final Excluded excluded;
    private final PrintStream out;
    private final Map<Finding.Outcome, Integer> totals = new EnumMap<>(Finding.Outcome.class);

    Seeds(LiveServers servers, Excluded excluded, PrintStream out) {
        this.run = new Run(servers, out);
        this.excluded = excluded;
        this.out = out;
        excluded.lines().forEach(line -> out.println("[generate] excluded " + line));
    }

    List<Finding> run(long first, int count) {
        List<Finding> findings = new ArrayList<>();
        for (int done = 0; done < count; done += BATCH) {
            List<Finding> batch = batch(first + done, first + Math.min(count, done + BATCH));
            batch.forEach(this::tell);
            findings.addAll(batch);
            out.println("[generate] so far " + totals);
        }
        return findings;
    }

    private List<Finding> batch(long from, long to) {
        List<Scenario> scenarios = LongStream.range(from, to)
                .mapToObj(seed -> ScenarioGenerator.of(seed, excluded))
                .toList();
        return run.all(scenarios);
    }

    private void tell(Finding finding) {
        totals.merge(finding.outcome(), 1, Integer::sum);
        out.println("[generate] " + finding);
    }

    void shrink(Finding wrong) {
        Scenario smallest = new Shrinking(run, ROUNDS).smallest(wrong);
        out.println("[generate] the smallest that is wrong:\n" + smallest);
    }
}
