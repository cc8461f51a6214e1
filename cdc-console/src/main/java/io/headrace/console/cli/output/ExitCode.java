package io.headrace.console.cli.output;

import io.headrace.console.server.Problem;
import java.util.List;

/** What the process ends with, so that scripts can tell apart what happened. */
public final class ExitCode {

    public static final int OK = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int UNREACHABLE = 3;
    public static final int DIFFERENT = 4;
    public static final int UNHEALTHY = 5;
    static final int INCONCLUSIVE = 6;
    public static final int IN_PART = 7;

    /** As {@code code:meaning}. */
    public static final List<String> MEANINGS = List.of(
            "0:done",
            "1:failed",
            "2:the command line is invalid",
            "3:a server can't be reached or rejects the credentials",
            "4:a difference or drift was found",
            "5:something is unhealthy or took too long",
            "6:inconclusive",
            "7:verify: a match that did not cover some columns or documents; 4 with --strict");

    private ExitCode() {}

    public static int of(Problem.Kind kind) {
        return switch (kind) {
            case FAILED -> FAILED;
            case USAGE -> USAGE;
            case UNREACHABLE, REFUSED -> UNREACHABLE;
            case DIFFERENT -> DIFFERENT;
            case UNHEALTHY -> UNHEALTHY;
            case INCONCLUSIVE -> INCONCLUSIVE;
        };
    }
}
