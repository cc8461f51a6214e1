package io.headrace.console.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;

/** Shards in memory, which count their writes, and show them after a refresh. */
class SequenceScanTest {

    private static final int PAGE = 100;

    private final ShardsInMemory index = new ShardsInMemory(3);

    @Test
    void shouldGiveEveryDocumentOfEveryShardOnce() {
        // Given
        for (int i = 0; i < 1_000; i++) {
            index.write(i % 3, "d" + i);
        }

        // When
        List<SequenceScan.Page> pages = scan(() -> {});

        // Then
        assertThat(pages).noneMatch(SequenceScan.Page::again);
        assertThat(ids(pages)).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void shouldGiveAgainWhatIsWrittenMeanwhileAndNothingElse() {
        // Given
        for (int i = 0; i < 2 * SequenceScan.OUT_OF_ORDER; i++) {
            index.write(0, "d" + i);
        }

        // When
        List<SequenceScan.Page> pages = scan(() -> {
            index.write(0, "d7");
            index.write(1, "new");
        });

        // Then
        List<String> again = ids(pages.stream().filter(SequenceScan.Page::again).toList());
        assertThat(again).containsExactlyInAnyOrder("d7", "new");
    }

    @Test
    void shouldLeaveNothingOutThatMovesBehindTheReaderWhileItReads() {
        // Given
        for (int i = 0; i < 3_000; i++) {
            index.write(0, "d" + i);
        }
        int[] next = {0};

        // When: every page is followed by writes of documents that may not have been read yet
        Set<String> seen = new HashSet<>();
        try (SequenceScan scan = new SequenceScan(index)) {
            for (SequenceScan.Page page = scan.next(); !page.isEnd(); page = scan.next()) {
                page.documents().forEach(document -> seen.add(document.id()));
                for (int i = 0; i < 40; i++) {
                    index.write(0, "d" + next[0]++ * 37 % 3_000);
                }
            }
        }

        // Then
        assertThat(seen).hasSize(3_000);
    }

    @Test
    void shouldBeAtTheEndAtOnceInAnEmptyIndex() {
        assertThat(scan(() -> {})).isEmpty();
    }

    @Test
    void shouldEndAsTheServerDoes() {
        // Given
        index.write(0, "d");
        index.isAway = true;

        // Then
        assertThatThrownBy(() -> scan(() -> {})).isInstanceOf(Problem.class).hasMessage("away");
    }

    /** @param afterTheFirst run when the first page is there */
    private List<SequenceScan.Page> scan(Runnable afterTheFirst) {
        List<SequenceScan.Page> pages = new ArrayList<>();
        try (SequenceScan scan = new SequenceScan(index)) {
            for (SequenceScan.Page page = scan.next(); !page.isEnd(); page = scan.next()) {
                pages.add(page);
                if (pages.size() == 1) {
                    afterTheFirst.run();
                }
            }
        }
        return pages;
    }

    private static List<String> ids(List<SequenceScan.Page> pages) {
        return pages.stream()
                .flatMap(page -> page.documents().stream())
                .map(SearchRest.Document::id)
                .toList();
    }

    private static final class ShardsInMemory implements SequenceScan.Index {

        private record Place(int shard, long number) {}

        private final List<ConcurrentSkipListMap<Long, String>> written = new ArrayList<>();
        private final Map<String, Place> places = new ConcurrentHashMap<>();
        private final long[] next;
        private volatile List<ConcurrentSkipListMap<Long, String>> visible = List.of();
        private volatile boolean isAway;

        ShardsInMemory(int shards) {
            next = new long[shards];
            for (int i = 0; i < shards; i++) {
                written.add(new ConcurrentSkipListMap<>());
            }
            refresh();
        }

        void write(int shard, String id) {
            Place before = places.put(id, new Place(shard, next[shard]));
            if (before != null) {
                written.get(before.shard()).remove(before.number());
            }
            written.get(shard).put(next[shard]++, id);
        }

        @Override
        public int shards() {
            return written.size();
        }

        @Override
        public void refresh() {
            visible = written.stream().map(ConcurrentSkipListMap::clone).toList();
        }

        @Override
        public long last(int shard) {
            return visible.get(shard).isEmpty() ? -1 : visible.get(shard).lastKey();
        }

        @Override
        public SequenceScan.Range range(int shard, long beyond, long end) {
            long[] read = {beyond};
            return () -> {
                if (isAway) {
                    throw new Problem(Problem.Kind.UNREACHABLE, "away");
                }
                List<SearchRest.Document> page =
                        visible.get(shard).subMap(read[0], false, end, true).entrySet().stream()
                                .limit(PAGE)
                                .map(e -> new SearchRest.Document(
                                        e.getValue(), e.getKey(), "", Rest.JSON.createObjectNode()))
                                .toList();
                if (!page.isEmpty()) {
                    read[0] = page.get(page.size() - 1).sequence();
                }
                return page;
            };
        }
    }
}
