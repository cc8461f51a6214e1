package io.headrace.console.cli;

import io.headrace.console.server.Problem;

/** Exit codes of the process, so that scripts can tell what happened. */
final class ExitCode {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;
    static final int DIFFERENT = 4;
    static final int UNHEALTHY = 5;
    static final int INCONCLUSIVE = 6;
    static final int IN_PART = 7;

    static final String[] MEANINGS = {
        "0:done",
        "1:failed",
        "2:the command line is invalid",
        "3:a server can't be reached or rejects the credentials",
        "4:a difference or drift was found",
        "5:something is unhealthy or took too long",
        "6:inconclusive",
        "7:verify: a match that did not cover some columns or documents; 4 with --strict"
    };

    private ExitCode() {}

    static int of(Problem.Kind kind) {
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
