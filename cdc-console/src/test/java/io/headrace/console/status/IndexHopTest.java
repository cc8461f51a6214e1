package io.headrace.console.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.status.PipelineStatus.Hop;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IndexHopTest {

    private static final IndexLook.Seen WELL = new IndexLook.Seen(true, false, "", 7, 3, 10);
    private static final IndexLook.Seen BLOCKED = new IndexLook.Seen(true, false, "write", 7, 0, 0);
    private static final IndexLook.Seen MISSING = new IndexLook.Seen(false, false, "", -1, 0, 0);

    @Test
    void shouldSumUpManyIndices() {
        Hop hop = hop(Map.of("a", WELL, "b", WELL), Set.of());

        assertThat(hop.state()).isEqualTo("UP");
        assertThat(hop.perSecond()).isEqualTo(20.0);
        assertThat(hop.detail()).isEqualTo("14 documents in 2 indices, Elasticsearch 9.9.9");
    }

    @Test
    void shouldNameTheIndicesThatTakeNoWrites() {
        Hop hop = hop(Map.of("a", WELL, "b", BLOCKED, "c", MISSING), Set.of());

        assertThat(hop.healthy()).isFalse();
        assertThat(hop.state()).isEqualTo("BLOCKED");
        assertThat(hop.detail()).endsWith("; index.blocks.write is set; BLOCKED: b; MISSING: c");
    }

    @Test
    void shouldNotMissTheIndexOfAnEmptyTable() {
        assertThat(hop(Map.of("a", MISSING), Set.of("a")).healthy()).isTrue();
        assertThat(hop(Map.of("a", MISSING), Set.of())).satisfies(hop -> {
            assertThat(hop.state()).isEqualTo("MISSING");
            assertThat(hop.detail()).contains("no index or alias has this name");
        });
    }

    @Test
    void shouldAskForManyNamesInListsThatFitIntoARequest() {
        Set<String> names = IntStream.range(0, 300)
                .mapToObj(i -> "an-index-of-a-table-with-a-long-name-" + i)
                .collect(Collectors.toSet());

        assertThat(IndexLook.lists(names)).hasSizeBetween(4, 8).allMatch(list -> list.length() <= 2_500);
        assertThat(String.join(",", IndexLook.lists(names)).split(",")).containsExactlyInAnyOrderElementsOf(names);
        assertThat(IndexLook.lists(Set.of())).isEmpty();
    }

    private static Hop hop(Map<String, IndexLook.Seen> indices, Set<String> awaited) {
        return IndexHop.of("x", new IndexLook.Answer("Elasticsearch 9.9.9", 1, 0.3, new TreeMap<>(indices)), awaited);
    }
}
