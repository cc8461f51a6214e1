package io.headrace.stack;

import io.headrace.stack.server.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Warns if the machine has less free memory than the servers may need under load. */
final class FreeMemory {
    private static final Pattern AVAILABLE = Pattern.compile("^MemAvailable:\\s+([0-9]+) kB$", Pattern.MULTILINE);

    private FreeMemory() {}

    static Optional<String> warning(Size size) {
        try {
            return warning(size, Files.readString(Path.of("/proc/meminfo")));
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    static Optional<String> warning(Size size, String meminfo) {
        Matcher matcher = AVAILABLE.matcher(meminfo);
        if (!matcher.find()) {
            return Optional.empty();
        }
        long available = Long.parseLong(matcher.group(1)) / 1024;
        return available >= size.peakMiB()
                ? Optional.empty()
                : Optional.of("Only " + available + " MiB of memory are free, and under load the servers may take "
                        + size.peakMiB() + " MiB."
                        + (size == Size.SMALL
                                ? ""
                                : " With --small they take " + Size.SMALL.peakMiB() + " MiB at most."));
    }
}
