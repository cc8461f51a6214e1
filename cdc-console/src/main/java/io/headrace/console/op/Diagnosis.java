package io.headrace.console.op;

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

    /** How a check came out. */
    public enum Result {
        OK,
        WARNING,
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

        static Check ok(String about, String found) {
            return new Check(about, Result.OK, found, "", "");
        }

        static Check failed(String about, String found, String cause, String fix) {
            return new Check(about, Result.FAILED, found, cause, fix);
        }

        static Check warning(String about, String found, String cause, String fix) {
            return new Check(about, Result.WARNING, found, cause, fix);
        }
    }
}
