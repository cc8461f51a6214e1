package io.headrace.console.op;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects what differs at first sight, has it settled in groups, and keeps what remains, up to a bound. */
final class Findings {

    /** Thrown when so much differs that listing more helps nobody. */
    static final class Enough extends Exception {
        private static final long serialVersionUID = 1;

        Enough() {
            super("stopped after " + LISTED + " differences; an index this far off is better filled anew by"
                    + " ./cdc reindex");
        }
    }

    static final int LISTED = 10_000;
    private static final int SUSPECTS_AT_ONCE = 2_000;

    private final Recheck recheck;
    private final Consumer<String> progress;
    private final List<String> suspects = new ArrayList<>();

    final List<String> missing = new ArrayList<>();
    final List<Verdict.Stale> stale = new ArrayList<>();
    final List<String> extra = new ArrayList<>();
    final List<String> hot = new ArrayList<>();
    long matched;
    long rechecked;

    Findings(Recheck recheck, Consumer<String> progress) {
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
        Recheck.Settled settled = recheck.settle(suspects);
        rechecked += suspects.size();
        suspects.clear();
        matched += settled.matched;
        missing.addAll(settled.missing);
        extra.addAll(settled.extra);
        hot.addAll(settled.hot);
        settled.stale.forEach((id, fields) -> stale.add(new Verdict.Stale(id, fields)));
        if (drift() >= LISTED) {
            throw new Enough();
        }
    }

    int drift() {
        return missing.size() + stale.size() + extra.size();
    }
}
