package io.headrace.console.workload;

/** Thrown for a table that no rows are made for; the message is a clause that says why. */
final class PassedOver extends Exception {
    private static final long serialVersionUID = 1;

    PassedOver(String why) {
        super(why);
    }
}
