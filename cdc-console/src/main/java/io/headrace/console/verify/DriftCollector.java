package io.headrace.console.verify;

import io.headrace.console.pipeline.Watermark;
import java.sql.SQLException;
import java.util.ArrayList;
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

    private final DriftConfirmation confirmation;
    private final Consumer<String> progress;
    private final List<String> suspects = new ArrayList<>();
    private final Set<String> listed = new HashSet<>();

    private final List<String> missing = new ArrayList<>();
    private final List<Verdict.Stale> stale = new ArrayList<>();
    private final List<String> extra = new ArrayList<>();
    private final List<String> hot = new ArrayList<>();
    private final Map<String, String> kinds = new LinkedHashMap<>();
    private long matched;
    private long rechecked;

    DriftCollector(DriftConfirmation confirmation, Consumer<String> progress) {
        this.confirmation = confirmation;
        this.progress = progress;
    }

    /** Counts what was right at first sight. */
    void matched(long howMany) {
        matched += howMany;
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
        progress.accept("rechecking " + suspects.size() + " apparent differences, after the watermark");
        DriftConfirmation.Settled settled = confirmation.settle(suspects);
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
        if (missing.size() + stale.size() + extra.size() >= LISTED) {
            throw new Enough();
        }
    }

    /** What is looked at twice, since it was written meanwhile, is listed once. */
    private void list(List<String> ids, List<String> list) {
        ids.stream().filter(listed::add).forEach(list::add);
    }

    /** What has been confirmed by now. */
    Drift drift() {
        return new Drift(missing, stale, extra, hot, kinds, matched, rechecked);
    }
}
