package io.headrace.console.server;

import java.util.function.Consumer;

/** Says every two seconds how far a long step is, how fast, and how long it still takes. */
public final class StepProgress {

    private static final long EVERY_NANOS = 2_000_000_000L;

    private final String what;
    private final long total;
    private final Consumer<String> lines;
    private final long start = System.nanoTime();
    private long lastLine = start;

    public StepProgress(String what, long total, Consumer<String> lines) {
        this.what = what;
        this.total = total;
        this.lines = lines;
    }

    public void at(long done) {
        long now = System.nanoTime();
        if (now - lastLine < EVERY_NANOS) {
            return;
        }
        lastLine = now;
        double seconds = (now - start) / 1e9;
        long rate = Math.round(done / seconds);
        long left = rate == 0 ? 0 : Math.max(0, (total - done) / rate);
        lines.accept(what + " " + done + " of " + total + ", " + rate + "/s, " + left + " s left");
    }
}
