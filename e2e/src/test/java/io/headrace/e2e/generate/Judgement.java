package io.headrace.e2e.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Weighs what the test sees of a scenario's tables against what the parts of the product say of them. */
final class Judgement {

    private final Scenario scenario;
    private final List<String> wrong = new ArrayList<>();
    private final List<String> reported = new ArrayList<>();

    Judgement(Scenario scenario) {
        this.scenario = scenario;
    }

    void table(TableContent table, List<String> differences, Optional<String> deadLetters, VerifyAnswer verify) {
        if (verify.broken()) {
            wrong.add(table.table() + ": " + verify.words());
        } else if (differences.isEmpty()) {
            equal(table, deadLetters, verify);
        } else {
            different(differences, deadLetters, verify);
        }
    }

    private void equal(TableContent table, Optional<String> deadLetters, VerifyAnswer verify) {
        if (verify.drift()) {
            wrong.add(table.table() + ": verify sees drift where there is none: " + verify.words());
        } else if (!verify.match()) {
            reported.add(verify.refusal());
        }
        // the row may have been written again since
        deadLetters.ifPresent(reported::add);
    }

    private void different(List<String> differences, Optional<String> deadLetters, VerifyAnswer verify) {
        List<BlindSpot> excuses = scenario.blindSpots();
        String all = String.join("; ", differences);
        if (verify.match() && !excuses.isEmpty() && differences.stream().allMatch(line -> isLeftOut(line, verify))) {
            reported.add("verify: a match that leaves out " + verify.leftOut());
        } else if (verify.match()) {
            wrong.add("verify says MATCH: " + all + " (" + verify.words() + ")");
        } else if (deadLetters.isPresent()) {
            reported.add(deadLetters.get());
        } else if (!verify.refusal().isEmpty() && !excuses.isEmpty()) {
            reported.add(verify.refusal() + " after " + excuses);
        } else if (verify.drift() && !excuses.isEmpty()) {
            reported.add("verify: drift after " + excuses);
        } else if (verify.drift()) {
            wrong.add("only verify says it: " + all + " (" + verify.words() + ")");
        } else {
            wrong.add(all + " (" + verify.refusal() + ")");
        }
    }

    /** Of a column that verify names as not compared: one that no document has yet, or of a type that it does not compare. */
    private static boolean isLeftOut(String difference, VerifyAnswer verify) {
        return verify.leftOut().stream()
                .anyMatch(column ->
                        difference.endsWith(": no field " + column) || difference.contains(" " + column + " ("));
    }

    /** Something that is no table's. */
    void wrong(String what) {
        wrong.add(what);
    }

    void reported(String what) {
        reported.add(what);
    }

    Finding finding() {
        if (!wrong.isEmpty()) {
            return new Finding(scenario, Finding.Outcome.WRONG, wrong);
        }
        return reported.isEmpty()
                ? new Finding(scenario, Finding.Outcome.EQUAL, List.of())
                : new Finding(scenario, Finding.Outcome.REPORTED, reported);
    }
}
