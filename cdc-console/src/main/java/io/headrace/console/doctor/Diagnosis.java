package io.headrace.console.doctor;

import java.util.List;

/**
 * What doctor found.
 *
 * @param healthy no check failed
 */
public record Diagnosis(boolean healthy, List<Check> checks) {

    public Diagnosis {
        checks = List.copyOf(checks);
    }

    static Diagnosis of(List<Check> checks) {
        return new Diagnosis(checks.stream().noneMatch(check -> check.result() == Result.FAILED), checks);
    }

    /** The whole in a sentence: what was not looked at is never called right. */
    public static String summary(boolean isRight, List<Check> checks) {
        if (!isRight) {
            return "Something is wrong: see FAILED above.";
        }
        long skipped = count(checks, Result.SKIPPED);
        long warnings = count(checks, Result.WARNING);
        if (skipped == 0 && warnings == 0) {
            return "Nothing is wrong.";
        }
        String seen = warnings == 0 ? "" : " " + warnings + " to look into: see warning above.";
        return "Nothing is wrong in what was checked." + seen
                + (skipped == 0 ? "" : " " + skipped + " not checked: see skipped above.");
    }

    private static long count(List<Check> checks, Result result) {
        return checks.stream().filter(check -> check.result() == result).count();
    }

    /** How a check came out. */
    public enum Result {
        OK,
        WARNING,
        /** Not looked at: whether it is right is not known. */
        SKIPPED,
        FAILED
    }

    /**
     * One check.
     *
     * @param about what was checked
     * @param found what was found
     * @param cause what follows from it, when something is wrong; else empty
     * @param fix what to run or change, when something is wrong; else empty. What is said about a command follows it after
     *     four spaces
     */
    public record Check(String about, Result result, String found, String cause, String fix) {

        public static Check ok(String about, String found) {
            return new Check(about, Result.OK, found, "", "");
        }

        public static Check failed(String about, String found, String cause, String fix) {
            return new Check(about, Result.FAILED, found, cause, fix);
        }

        /** What could not be looked at is neither right nor wrong, and is said. */
        public static Check skipped(String about, String found, String cause, String fix) {
            return new Check(about, Result.SKIPPED, found, cause, fix);
        }

        public static Check warning(String about, String found, String cause, String fix) {
            return new Check(about, Result.WARNING, found, cause, fix);
        }
    }
}
