package io.headrace.console.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Every document of an index in the order in which they were last written, by Elasticsearch's sequence numbers, which each
 * shard counts for itself. That is the order in which they lie on its disk, where one after the other costs a fraction of
 * what each by its id would. A shard is read in a few ranges side by side. At the end it is refreshed, and what has been
 * written since the beginning comes again, so that nothing is left out for being written meanwhile. For one thread.
 */
public final class SequenceScan implements AutoCloseable {

    /**
     * Some documents; none at the end.
     *
     * @param again whether they were written since the index was begun: most of them have been seen before
     */
    public record Page(List<SearchRest.Document> documents, boolean again) {
        public boolean isEnd() {
            return documents.isEmpty();
        }
    }

    private record Write(int shard, long number) {}

    /** An index as this reads it: by several threads, a range by one at a time. */
    interface Index {
        int shards();

        /** Returns when a search sees all that was written before. */
        void refresh();

        /** The highest number in the shard that a search can see; -1 when there is none. */
        long last(int shard);

        /** The documents whose numbers are beyond the first and up to the other. */
        Range range(int shard, long beyond, long end);
    }

    /** Documents in the order of their numbers. */
    interface Range {
        /** The next documents; none at the end. */
        List<SearchRest.Document> next();
    }

    private record Part(int shard, Range range) {}

    private record Fetched(Part of, List<SearchRest.Document> documents) {}

    /** Pages that are fetched or wait. */
    private static final int SIDE_BY_SIDE = 3;
    /** Writes that have a number may become visible a little later than some with higher ones. */
    static final int OUT_OF_ORDER = 1_000;

    private final Index index;
    private final ExecutorService fetching = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    private final Deque<Future<Fetched>> underWay = new ArrayDeque<>();
    private final Deque<Part> waiting = new ArrayDeque<>();
    private final Map<Integer, Long> firstEnds = new HashMap<>();
    private final Set<Write> lastOfFirstTime = new HashSet<>();
    private boolean begun;
    private boolean again;

    /** @param index one index, or an alias of one */
    public SequenceScan(SearchRest search, String index) {
        this(Searched.of(search, search.singleIndex(index)));
    }

    SequenceScan(Index index) {
        this.index = index;
    }

    public Page next() {
        if (!begun) {
            begun = true;
            begin();
        }
        while (true) {
            while (!underWay.isEmpty()) {
                Fetched fetched = Awaited.value(underWay.remove(), RuntimeException.class);
                if (fetched.documents().isEmpty()) {
                    startWaiting();
                    continue;
                }
                start(fetched.of());
                List<SearchRest.Document> documents = unseen(fetched);
                if (!documents.isEmpty()) {
                    return new Page(documents, again);
                }
            }
            if (again) {
                return new Page(List.of(), true);
            }
            again = true;
            begin();
        }
    }

    private void begin() {
        index.refresh();
        for (int shard = 0; shard < index.shards(); shard++) {
            long end = index.last(shard);
            long beyond = again ? Math.max(-1, firstEnds.getOrDefault(shard, -1L) - OUT_OF_ORDER) : -1;
            firstEnds.putIfAbsent(shard, end);
            int ranges = again ? 1 : SIDE_BY_SIDE;
            for (int i = 0; i < ranges; i++) {
                add(shard, beyond + (end - beyond) * i / ranges, beyond + (end - beyond) * (i + 1) / ranges);
            }
        }
        for (int i = 0; i < SIDE_BY_SIDE; i++) {
            startWaiting();
        }
    }

    private void add(int shard, long beyond, long end) {
        if (beyond < end) {
            waiting.add(new Part(shard, index.range(shard, beyond, end)));
        }
    }

    private void startWaiting() {
        if (!waiting.isEmpty()) {
            start(waiting.remove());
        }
    }

    private void start(Part part) {
        underWay.add(fetching.submit(() -> new Fetched(part, part.range().next())));
    }

    private List<SearchRest.Document> unseen(Fetched fetched) {
        int shard = fetched.of().shard();
        long keptFrom = firstEnds.getOrDefault(shard, -1L) - OUT_OF_ORDER;
        List<SearchRest.Document> unseen = new ArrayList<>(fetched.documents().size());
        for (SearchRest.Document document : fetched.documents()) {
            Write write = new Write(shard, document.sequence());
            if (!again || !lastOfFirstTime.contains(write)) {
                unseen.add(document);
            }
            if (!again && document.sequence() > keptFrom) {
                lastOfFirstTime.add(write);
            }
        }
        return unseen;
    }

    @Override
    public void close() {
        fetching.shutdownNow();
    }

    /** Asks the search server. */
    private record Searched(SearchRest search, String name, int shards) implements Index {

        static Searched of(SearchRest search, String name) {
            return new Searched(search, name, search.shards(name));
        }

        @Override
        public void refresh() {
            search.refresh(name);
        }

        @Override
        public long last(int shard) {
            return SequenceRange.last(search, name, shard);
        }

        @Override
        public Range range(int shard, long beyond, long end) {
            return new SequenceRange(search, name, shard, beyond, end);
        }
    }
}
