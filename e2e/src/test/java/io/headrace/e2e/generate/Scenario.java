package io.headrace.e2e.generate;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What one seed does, in a database of its own.
 *
 * @param name distinguishes it from the others of its batch, and is part of the database's name
 */
record Scenario(long seed, String name, Way way, List<Step> steps) {

    Scenario {
        steps = List.copyOf(steps);
    }

    Scenario with(String otherName, List<Step> otherSteps) {
        return new Scenario(seed, otherName, way, otherSteps);
    }

    List<String> sql(Step.Phase phase) {
        return steps.stream()
                .filter(step -> step.phase() == phase)
                .map(Step::sql)
                .toList();
    }

    /** What MySQL writes no row event for, in words; empty when the index has no excuse. */
    List<BlindSpot> blindSpots() {
        return BlindSpot.of(steps);
    }

    boolean altersTables() {
        return steps.stream().anyMatch(step -> step.sql().matches("(?s)(ALTER|RENAME) TABLE.*"));
    }

    @Override
    public String toString() {
        return "seed " + seed + " (" + way + ")\n"
                + steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }
}
