package io.headrace.listener.internal.deadletter;

import io.headrace.listener.deadletter.Outcome;
import io.headrace.listener.deadletter.Outcomes;
import io.headrace.listener.deadletter.ReplayResult;
import io.headrace.listener.internal.progress.StoredProgress;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the dead letters that were replayed. Not thread-safe. */
public final class Ledger implements Outcomes {
    /** By letter and replay. */
    private final Map<String, Map<String, Outcome>> outcomes = new HashMap<>();

    /** Takes over what is kept. */
    public void restore(StoredProgress kept) {
        kept.letters()
                .forEach((id, json) -> put(id.substring(0, id.indexOf(StoredProgress.OF)), OutcomeJson.read(json)));
    }

    public void put(String letter, Outcome outcome) {
        outcomes.computeIfAbsent(letter, any -> new LinkedHashMap<>()).put(outcome.replay(), outcome);
    }

    /** Its outcomes may not have been committed. */
    public void remove(String letter) {
        outcomes.remove(letter);
    }

    /** The last outcome; null for a letter that no replay had. */
    @Override
    public @Nullable Outcome of(String letter) {
        Outcome last = null;
        for (Outcome outcome : all(letter)) {
            last = outcome;
        }
        return last;
    }

    private Collection<Outcome> all(String letter) {
        return outcomes.getOrDefault(letter, Map.of()).values();
    }

    /** Whether the letter was replayed, by whatever replay. */
    @Override
    public boolean isReplayed(String letter) {
        return all(letter).stream().anyMatch(outcome -> outcome.result() == ReplayResult.REPLAYED);
    }

    /** Whether this replay has nothing to do with the letter any more. */
    public boolean isSettled(String letter, String replay) {
        return all(letter).stream().anyMatch(outcome -> outcome.settles(replay));
    }

    /** How many of the selected records ended so in a replay. */
    public long count(String replay, ReplayResult result) {
        return outcomes.values().stream()
                .map(all -> all.get(replay))
                .filter(outcome -> outcome != null && outcome.requested() && outcome.result() == result)
                .count();
    }
}
