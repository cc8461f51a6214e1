package io.headrace.e2e.generate;

import java.util.List;

/** What became of a scenario. */
record Finding(Scenario scenario, Outcome outcome, List<String> lines) {

    enum Outcome {
        /** Index, listener and verify agree with the table. */
        EQUAL,
        /** It is not equal, or nobody can tell, and somebody said so by name; the lines say who. */
        REPORTED,
        /** Something is wrong in silence, or for no reason. */
        WRONG
    }

    Finding {
        lines = List.copyOf(lines);
    }

    boolean isWrong() {
        return outcome == Outcome.WRONG;
    }

    boolean isEqual() {
        return outcome == Outcome.EQUAL;
    }

    @Override
    public String toString() {
        return "seed " + scenario.seed() + " " + scenario.way() + " " + outcome + ": " + String.join(" | ", lines);
    }
}
