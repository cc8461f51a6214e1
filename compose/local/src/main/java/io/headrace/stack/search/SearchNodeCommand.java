package io.headrace.stack.search;

import java.nio.file.Path;
import java.util.List;

/**
 * How a search node is launched.
 *
 * @param java the java program
 * @param options JVM options, beside those of every node
 * @param arguments those that come before the settings of every node
 * @param made files it is made of: if one has changed, a running node is replaced
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
