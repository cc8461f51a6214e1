package io.headrace.e2e.generate;

import java.util.ArrayList;
import java.util.List;

/** Reruns parts of a wrong scenario on the servers until few statements are left. */
final class Shrinking {

    private final Run run;
    private final Shrinker shrinker;

    Shrinking(Run run, int rounds) {
        this.run = run;
        this.shrinker = new Shrinker(rounds);
    }

    Scenario smallest(Finding wrong) {
        Scenario scenario = wrong.scenario();
        return scenario.with("s", shrinker.smallest(scenario.steps(), candidates -> fails(scenario, candidates)));
    }

    private List<Boolean> fails(Scenario scenario, List<List<Step>> candidates) {
        List<Scenario> scenarios = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            scenarios.add(scenario.with(scenario.name() + "p" + i, candidates.get(i)));
        }
        List<Finding> findings = run.all(scenarios);
        return scenarios.stream()
                .map(candidate -> findings.stream()
                        .anyMatch(finding -> finding.scenario().name().equals(candidate.name()) && finding.isWrong()))
                .toList();
    }
}
