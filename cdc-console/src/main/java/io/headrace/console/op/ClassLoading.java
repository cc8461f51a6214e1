package io.headrace.console.op;

/** Loads the classes that the operations need, for the class data archive; contacts nothing that exists. */
public final class ClassLoading {

    private ClassLoading() {}

    /** @param nowhere addresses at which nothing listens */
    public static void of(Target nowhere) {
        new Status(nowhere, "x.x").run();
        Topics.open(nowhere).close();
        Topics.consumer(nowhere).close();
    }
}
