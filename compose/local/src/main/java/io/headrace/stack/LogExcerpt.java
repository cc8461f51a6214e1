package io.headrace.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The few lines of a log that say why a server did not start: the errors without their stack traces, else the last lines. */
final class LogExcerpt {
    private static final int LINES = 8;
    private static final int WIDTH = 300;
    private static final int TAIL = 256 * 1024;
    private static final Pattern ERROR = Pattern.compile(
            "\\bERROR\\b|\\bFATAL\\b|\\[ERROR\\]|Exception\\b|Caused by:|error while loading|Error:|cannot |OutOfMemory");
    private static final Pattern FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. )|^\\s*$|Shutdown complete");

    private LogExcerpt() {}

    /** The excerpt of what was written after {@code offset}, which is where the last start began. */
    static List<String> of(Path log, long offset) {
        return choose(read(log, offset));
    }

    static List<String> choose(String text) {
        List<String> lines = text.lines()
                .filter(line -> !FRAME.matcher(line).find())
                .map(line -> line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line)
                .toList();
        List<String> errors = lines.stream()
                .filter(line -> ERROR.matcher(line).find())
                .distinct()
                .toList();
        return last(errors.isEmpty() ? lines : errors);
    }

    private static List<String> last(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }

    static long end(Path log) {
        try {
            return Files.size(log);
        } catch (IOException none) {
            return 0;
        }
    }

    private static String read(Path log, long offset) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(Math.min(offset, file.length()), file.length() - TAIL));
            byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException none) {
            return "";
        }
    }
}
