package io.headrace.stack;

import java.nio.file.Path;

/** Starts a stack without the listener, says {@code started}, and stays. Arguments: the state folder, whether the stack is owned. */
final class LauncherMain {
    private LauncherMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        LocalStack stack = LocalStack.builder()
                .state(Path.of(arguments[0]))
                .owned(Boolean.parseBoolean(arguments[1]))
                .ports(Ports.free())
                .size(Size.SMALL)
                .listener(false)
                .progress(System.out::println)
                .build();
        stack.start();
        System.out.println("started");
        Thread.currentThread().join();
    }
}
