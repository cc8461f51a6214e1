package io.headrace.console.cli;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Repeats a look at something, with a pause in between, until its thread is interrupted.
 *
 * @param <T> what is seen
 */
final class Watch<T> {

    private final Supplier<T> look;
    private final Consumer<T> show;
    private final Duration pause;

    Watch(Supplier<T> look, Consumer<T> show, Duration pause) {
        this.look = look;
        this.show = show;
        this.pause = pause;
    }

    void run() {
        while (!Thread.currentThread().isInterrupted()) {
            show.accept(look.get());
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
