package io.headrace.stack.process;

import io.headrace.stack.failure.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How a server's process is launched.
 *
 * @param command the program and its arguments
 * @param environment added to that of this process
 * @param made files and folders the server is made of: if one has changed, a server that still runs from an earlier start is replaced
 */
public record LaunchSpec(List<String> command, Map<String, String> environment, List<Path> made) {
    public LaunchSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        made = List.copyOf(made);
    }

    /** Equal for two launches if and only if their servers are interchangeable. */
    String fingerprint() {
        StringBuilder text = new StringBuilder();
        command.stream()
                .filter(word -> !CdsArchive.isOption(word))
                .forEach(word -> text.append(word).append('\n'));
        new TreeMap<>(environment)
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        made.forEach(path -> appendFiles(text, path));
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void appendFiles(StringBuilder text, Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                text.append(file)
                        .append(' ')
                        .append(Files.size(file))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file))
                        .append('\n');
            }
        } catch (IOException | UncheckedIOException e) {
            throw new StackException("The files under " + path + " can't be read: " + e.getMessage(), e);
        }
    }
}
