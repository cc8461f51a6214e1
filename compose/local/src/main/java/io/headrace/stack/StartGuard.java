package io.headrace.stack;

import java.util.function.Consumer;

/**
 * Undoes a start-up when this JVM is told to end in the middle of it (Ctrl-C, SIGTERM). The thread that starts up calls {@link #during} and
 * {@link #onInterrupt}; the undoing runs in a shutdown hook.
 */
final class StartGuard {
    private final Consumer<String> progress;
    private volatile Runnable undo = () -> {};
    private final Thread hook = new Thread(this::interrupted, "undo-half-done-start");
    private volatile boolean ending;

    StartGuard(Consumer<String> progress) {
        this.progress = progress;
    }

    /** What is to be done about an interruption from now on. */
    void onInterrupt(Runnable action) {
        undo = action;
    }

    /** Runs the work guarded. What it fails with while it is undone is its servers' going away, so the end of this JVM is awaited instead. */
    void during(Runnable work) {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            work.run();
        } catch (RuntimeException e) {
            awaitEnd();
            throw e;
        } finally {
            release();
        }
    }

    private void interrupted() {
        ending = true;
        progress.accept("Interrupted: stopping what was started");
        undo.run();
    }

    /** Does not return while this JVM ends: it halts when its hooks are done. */
    private void awaitEnd() {
        if (ending) {
            try {
                Thread.currentThread().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void release() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException underWay) {
            awaitEnd();
        }
    }
}
