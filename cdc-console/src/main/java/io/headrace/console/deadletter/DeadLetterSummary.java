package io.headrace.console.deadletter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters, grouped by error.
 *
 * @param letters all of them, including replayed ones, since originals stay
 * @param open those that have neither been replayed nor overtaken
 */
public record DeadLetterSummary(long letters, long open, List<Group> groups) {

    public DeadLetterSummary {
        groups = List.copyOf(groups);
    }

    /** Counts them. */
    static DeadLetterSummary of(Collection<Group> groups) {
        long letters = groups.stream().mapToLong(Group::letters).sum();
        long open = groups.stream().mapToLong(Group::open).sum();
        return new DeadLetterSummary(letters, open, List.copyOf(groups));
    }

    /** This with further groups. */
    public DeadLetterSummary with(List<Group> more) {
        List<Group> all = new ArrayList<>(groups);
        all.addAll(more);
        return of(all);
    }

    /**
     * Letters with the same error.
     *
     * @param from the connector, or the listener's name
     * @param group the error's class, as {@code dlq replay --group} takes it
     * @param index where the document would have gone; null if it did not get that far
     * @param overtaken those that a replay left alone for good, since the topic holds a newer record of their key
     * @param first time of the oldest
     * @param last time of the newest
     * @param example id of the newest, for {@code dlq show}
     * @param message of the newest
     */
    public record Group(
            String from,
            String group,
            @Nullable String index,
            long letters,
            long replayed,
            long overtaken,
            String first,
            String last,
            String example,
            String message) {

        public long open() {
            return letters - replayed - overtaken;
        }
    }
}
