package io.headrace.console.cli.output;

import io.headrace.console.doctor.Diagnosis;

/** A check for people: what was found, and where something is wrong, its cause and cure. */
public final class CheckView {

    private CheckView() {}

    public static void print(Diagnosis.Check check, Output output) {
        String mark = switch (check.result()) {
            case OK -> "ok      ";
            case WARNING -> "warning ";
            case SKIPPED -> "skipped ";
            case FAILED -> "FAILED  ";
        };
        output.line(mark + check.about() + ": " + check.found());
        if (!check.cause().isEmpty()) {
            output.line("        why it matters: " + check.cause());
        }
        if (!check.fix().isEmpty()) {
            output.line("        what to do: " + check.fix());
        }
    }
}
