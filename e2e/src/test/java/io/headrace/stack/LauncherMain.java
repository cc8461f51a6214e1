package io.headrace.stack;

import io.headrace.stack.port.Ports;
import io.headrace.stack.server.Size;
import java.nio.file.Path;

/**
 * Starts a stack without the listener, says {@code filling} and then {@code started}, and stays. Arguments: the state folder, whether the stack
 * is owned, whether to stay at {@code filling}.
 */
final class LauncherMain {
    private LauncherMain() {}

    public static void main(String[] arguments) {
        LocalStack stack = LocalStack.builder()
                .state(Path.of(arguments[0]))
                .owned(Boolean.parseBoolean(arguments[1]))
                .ports(Ports.free())
                .size(Size.SMALL)
                .listener(false)
                .progress(System.out::println)
                .build();
        stack.start(() -> {
            System.out.println("filling");
            if (Boolean.parseBoolean(arguments[2])) {
                stay();
            }
        });
        System.out.println("started");
        stay();
    }

    private static void stay() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
