package io.headrace.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time and memory of another process, as Linux counts them. */
public record ProcessUse(long pid) {

    /** USER_HZ, which Linux fixes for what it tells programs. */
    private static final double TICKS_PER_SECOND = 100;

    /** User and system time of all its threads, ended ones too. */
    public double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** The most memory it has had resident since its start, or since {@link #resetPeak}. */
    public long peakMiB() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }

    /** Begins the peak anew. */
    public void resetPeak() throws IOException {
        Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), "5");
    }
}
