package io.headrace.console.verify;

import io.headrace.console.server.Problem;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The results of verify's rounds as Prometheus reads them. Safe for use by several threads: one verifies, others ask for
 * the text.
 */
public final class VerifyMetrics implements VerifyRounds.Listener {

    private final String table;
    private final Clock clock;
    private @Nullable Verdict last;
    private double lastSeconds;
    private long lastEnd;
    private long matches;
    private long matchesInPart;
    private long drifts;
    private long inconclusive;
    private long failures;
    private boolean lastFailed;

    /** @param table {@code database.table}, the label of every line */
    public VerifyMetrics(String table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public synchronized void verified(Verdict verdict, double seconds) {
        last = verdict;
        lastSeconds = seconds;
        lastEnd = clock.millis();
        lastFailed = false;
        switch (verdict.outcome()) {
            case MATCH -> {
                if (verdict.isInPart()) {
                    matchesInPart++;
                } else {
                    matches++;
                }
            }
            case DRIFT -> drifts++;
            case INCONCLUSIVE -> inconclusive++;
        }
    }

    @Override
    public synchronized void failed(Problem problem) {
        failures++;
        lastFailed = true;
    }

    /** The text exposition format, version 0.0.4. */
    public synchronized String text() {
        StringBuilder text = new StringBuilder();
        type(text, "headrace_verify_rounds_total", "counter", "Rounds by outcome.");
        counter(text, "match", matches);
        counter(text, "match_in_part", matchesInPart);
        counter(text, "drift", drifts);
        counter(text, "inconclusive", inconclusive);
        counter(text, "failed", failures);
        type(
                text,
                "headrace_verify_match",
                "gauge",
                "1 if the last round found the index equal to the table in every column, else 0.");
        Verdict verdict = last;
        boolean equal = verdict != null && !lastFailed && verdict.outcome() == Verdict.Outcome.MATCH;
        boolean leavesOut = verdict != null && verdict.isInPart();
        line(text, "headrace_verify_match", "", equal && !leavesOut ? 1 : 0);
        type(
                text,
                "headrace_verify_match_in_part",
                "gauge",
                "1 if all that the last round compared was equal, but columns or documents were left out, else 0.");
        line(text, "headrace_verify_match_in_part", "", equal && leavesOut ? 1 : 0);
        if (verdict != null) {
            type(text, "headrace_verify_drift", "gauge", "What the last verdict found, by kind.");
            drift(text, "missing", verdict.missing().size());
            drift(text, "stale", verdict.stale().size());
            drift(text, "extra", verdict.extra().size());
            drift(text, "hot", verdict.hot().size());
            type(text, "headrace_verify_columns", "gauge", "Columns, by whether the last verdict compared them.");
            columns(text, "compared", verdict.compared().size());
            columns(text, "not_compared", verdict.notCompared().size());
            type(text, "headrace_verify_rows", "gauge", "Rows read for the last verdict.");
            line(text, "headrace_verify_rows", "", (double) verdict.rows());
            type(text, "headrace_verify_documents", "gauge", "Documents looked up for the last verdict.");
            line(text, "headrace_verify_documents", "", (double) verdict.documents());
            type(text, "headrace_verify_seconds", "gauge", "How long the last verdict took.");
            line(text, "headrace_verify_seconds", "", lastSeconds);
            type(text, "headrace_verify_end_timestamp_seconds", "gauge", "Time of the last verdict.");
            line(text, "headrace_verify_end_timestamp_seconds", "", lastEnd / 1000.0);
        }
        return text.toString();
    }

    private void counter(StringBuilder text, String outcome, long value) {
        line(text, "headrace_verify_rounds_total", ",outcome=\"" + outcome + "\"", (double) value);
    }

    private void drift(StringBuilder text, String kind, long value) {
        line(text, "headrace_verify_drift", ",kind=\"" + kind + "\"", (double) value);
    }

    private void columns(StringBuilder text, String state, long value) {
        line(text, "headrace_verify_columns", ",state=\"" + state + "\"", (double) value);
    }

    private static void type(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void line(StringBuilder text, String name, String labels, double value) {
        String label = table.replace("\\", "\\\\").replace("\"", "\\\"");
        String number = value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.3f", value);
        text.append(name)
                .append("{table=\"")
                .append(label)
                .append('"')
                .append(labels)
                .append("} ")
                .append(number);
        text.append('\n');
    }
}
