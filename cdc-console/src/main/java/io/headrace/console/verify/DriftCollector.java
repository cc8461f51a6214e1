package io.headrace.console.verify;

import io.headrace.console.pipeline.Watermark;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Collects what differs at first sight, has it settled in groups, and keeps what remains, up to a bound. */
final class DriftCollector {

    /** Thrown when so much differs that listing more helps nobody. */
    static final class Enough extends Exception {
        private static final long serialVersionUID = 1;

        Enough() {
            super("stopped after " + LISTED + " differences");
        }
    }

    static final int LISTED = 10_000;
    private static final int SUSPECTS_AT_ONCE = 2_000;

    private final DriftConfirmation recheck;
    private final Consumer<String> progress;
    private final List<String> suspects = new ArrayList<>();
    private final Set<String> listed = new HashSet<>();

    final List<String> missing = new ArrayList<>();
    final List<Verdict.Stale> stale = new ArrayList<>();
    final List<String> extra = new ArrayList<>();
    final List<String> hot = new ArrayList<>();
    final Map<String, String> kinds = new LinkedHashMap<>();
    long matched;
    long rechecked;

    DriftCollector(DriftConfirmation recheck, Consumer<String> progress) {
        this.recheck = recheck;
        this.progress = progress;
    }

    void suspect(List<String> ids) throws SQLException, Watermark.NotPassed, Enough {
        for (int i = 0; i < ids.size(); i += SUSPECTS_AT_ONCE) {
            suspects.addAll(ids.subList(i, Math.min(ids.size(), i + SUSPECTS_AT_ONCE)));
            if (suspects.size() >= SUSPECTS_AT_ONCE) {
                settle();
            }
        }
    }

    /** Settles those that wait. */
    void settle() throws SQLException, Watermark.NotPassed, Enough {
        if (suspects.isEmpty()) {
            return;
        }
        progress.accept("rechecking " + suspects.size() + " that differ at first sight, after the watermark");
        DriftConfirmation.Settled settled = recheck.settle(suspects);
        rechecked += suspects.size();
        suspects.clear();
        matched += settled.matched;
        list(settled.missing, missing);
        list(settled.extra, extra);
        list(settled.hot, hot);
        settled.kinds.forEach(kinds::putIfAbsent);
        settled.stale.forEach((id, fields) -> {
            if (listed.add(id)) {
                stale.add(new Verdict.Stale(id, fields));
            }
        });
        if (drift() >= LISTED) {
            throw new Enough();
        }
    }

    /** How many of these rows were found right before the end came early: a row may have been looked at twice. */
    long right(long rows) {
        return Math.min(rows, matched);
    }

    /** What is looked at twice, since it was written meanwhile, is listed once. */
    private void list(List<String> ids, List<String> list) {
        ids.stream().filter(listed::add).forEach(list::add);
    }

    /** Whole numbers in their order; the order in which they were found is the index's. */
    void sort() {
        Comparator<String> byId = Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());
        missing.sort(byId);
        stale.sort(Comparator.comparing(Verdict.Stale::id, byId));
        extra.sort(byId);
        hot.sort(byId);
    }

    int drift() {
        return missing.size() + stale.size() + extra.size();
    }
}
