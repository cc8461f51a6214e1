package io.headrace.stack.failure;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The few lines of a log that say why a server did not start: the errors without their stack traces, or else the last lines. */
public final class LogExcerpt {
    private static final int LINES = 8;
    private static final int WIDTH = 300;
    private static final int TAIL = 256 * 1024;
    private static final Pattern ERROR = Pattern.compile(
            "\\bERROR\\b|\\bFATAL\\b|\\[ERROR\\]|Exception\\b|Caused by:|error while loading|Error:|cannot |OutOfMemory");
    private static final Pattern FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. )|^\\s*$|Shutdown complete");

    private LogExcerpt() {}

    /** The excerpt of what was written after the byte {@code offset}, where the last start began. */
    public static List<String> of(Path log, long offset) {
        return choose(read(log, offset));
    }

    /** The path of the log and its excerpt, to end a message with. */
    public static String quoted(Path log, long offset) {
        List<String> lines = of(log, offset);
        StringBuilder text = new StringBuilder("Its log is " + log);
        text.append(lines.isEmpty() ? " and says nothing." : " and says last:");
        lines.forEach(line -> text.append("\n  ").append(line));
        return text.toString();
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
