package io.headrace.console.server;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
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

    /**
     * Blocks until it is there.
     *
     * @param refused the problem that is thrown when the work failed
     * @throws Problem when the work failed, or this thread is interrupted
     */
    public static <T extends @Nullable Object> T value(
            Future<T> future, Function<ExecutionException, Problem> refused) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw Problem.interrupted(e);
        } catch (ExecutionException e) {
            throw refused.apply(e);
        }
    }

    /**
     * Blocks until it is there, for so long at most.
     *
     * @param refused the problem that is thrown when the work failed ({@link ExecutionException}) or took too long
     *     ({@link TimeoutException})
     * @throws Problem when the work failed or took too long, or this thread is interrupted
     */
    static <T extends @Nullable Object> T within(
            Duration patience, Future<T> future, Function<Exception, Problem> refused) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw Problem.interrupted(e);
        } catch (ExecutionException | TimeoutException e) {
            throw refused.apply(e);
        }
    }
}
