package io.headrace.stack;

import java.util.function.Consumer;

/**
 * Undoes a start-up if this JVM is told to exit in the middle of it (Ctrl-C, SIGTERM). The thread that starts up calls {@link #during} and
 * {@link #onInterrupt}; the undo runs in a shutdown hook.
 */
final class StartGuard {
    private final Consumer<String> progress;
    private volatile Runnable undo = () -> {};
    private final Thread hook = new Thread(this::interrupted, "undo-half-done-start");
    private volatile boolean ending;

    StartGuard(Consumer<String> progress) {
        this.progress = progress;
    }

    /** What an interruption from now on triggers. */
    void onInterrupt(Runnable action) {
        undo = action;
    }

    /**
     * Runs the work under guard. Work that fails while it is being undone does so because its servers go away: nothing is thrown then, and this
     * does not return before the JVM exits.
     */
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

    /** Does not return while this JVM shuts down: it halts when its hooks are done. */
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
