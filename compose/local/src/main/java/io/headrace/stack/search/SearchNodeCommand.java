package io.headrace.stack.search;

import java.nio.file.Path;
import java.util.List;

/**
 * What one search server is started from.
 *
 * @param java the program that runs it
 * @param options of its JVM, beside those that all have
 * @param arguments before the settings that all have
 * @param made files it is made of: when one changes, it is replaced
 */
public record SearchNodeCommand(
        String java, List<String> options, List<Path> classPath, String main, List<String> arguments, List<Path> made) {
    public SearchNodeCommand {
        options = List.copyOf(options);
        classPath = List.copyOf(classPath);
        arguments = List.copyOf(arguments);
        made = List.copyOf(made);
    }
}
