package io.headrace.console.server;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The value of a future, or what went wrong as it was thrown. */
public final class Awaited {

    private Awaited() {}

    /**
     * Blocks until it is there.
     *
     * @param declared the checked exception that the work may throw; RuntimeException for none
     * @throws Problem when this thread is interrupted
     */
    public static <T extends @Nullable Object, X extends Exception> T value(Future<T> future, Class<X> declared)
            throws X {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw Problem.interrupted(e);
        } catch (ExecutionException e) {
            if (declared.isInstance(e.getCause())) {
                throw declared.cast(e.getCause());
            }
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
