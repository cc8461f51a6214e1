package io.headrace.transforms.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowMapTest {
    private static final String[] COLUMNS = {"id", "status", "note", "total", "email"};

    private final RowMap row = new RowMap(new RowMap.Names(COLUMNS), new Object[] {1, "NEW", null, 2.5, "e"});

    static IntStream seeds() {
        return IntStream.range(0, 500);
    }

    /** The next transform of a chain may do anything that a Map allows. */
    @ParameterizedTest
    @MethodSource("seeds")
    void shouldBehaveAsALinkedHashMapWhateverIsDoneToIt(int seed) {
        // Given
        Random random = new Random(seed);
        Map<String, Object> expected = new LinkedHashMap<>(row);

        // When, Then
        for (int step = 0; step < 40; step++) {
            String name = random.nextInt(4) == 0 ? "more" + random.nextInt(3) : COLUMNS[random.nextInt(COLUMNS.length)];
            Object value = random.nextInt(5) == 0 ? null : random.nextInt(10);
            int dice = random.nextInt(100);
            assertThat(change(row, dice, name, value)).isEqualTo(change(expected, dice, name, value));
            assertThat(row).isEqualTo(expected).hasSameHashCodeAs(expected);
            assertThat(expected).isEqualTo(row);
            assertThat(row.toString()).isEqualTo(expected.toString());
            assertThat(List.copyOf(row.keySet())).isEqualTo(List.copyOf(expected.keySet()));
            assertThat(new ArrayList<>(row.values())).isEqualTo(new ArrayList<>(expected.values()));
            assertThat(row).hasSize(expected.size());
        }
    }

    private static Object change(Map<String, Object> map, int dice, String name, Object value) {
        if (dice < 30) {
            return map.put(name, value);
        } else if (dice < 40) {
            return map.get(name);
        } else if (dice < 50) {
            return map.containsKey(name);
        } else if (dice < 56) {
            return map.remove(name);
        } else if (dice < 60) {
            return map.putIfAbsent(name, value);
        } else if (dice < 64) {
            return map.merge(name, 7, (a, b) -> null);
        } else if (dice < 68) {
            return map.computeIfAbsent(name, any -> value);
        } else if (dice < 72) {
            map.replaceAll((key, old) -> old == null ? value : old);
            return null;
        } else if (dice < 76) {
            return map.keySet().remove(name);
        } else if (dice < 80) {
            return map.entrySet().removeIf(entry -> entry.getKey().equals(name));
        } else if (dice < 84) {
            return map.values().remove(value);
        } else if (dice < 97) {
            map.entrySet().forEach(entry -> entry.setValue(entry.getKey().equals(name) ? value : entry.getValue()));
            return null;
        } else {
            map.clear();
            return map.isEmpty();
        }
    }

    @Test
    void shouldShareNamesButNoValues() {
        // Given
        RowMap.Names names = new RowMap.Names(COLUMNS);
        RowMap first = new RowMap(names, new Object[] {1, 1, 1, 1, 1});
        RowMap second = new RowMap(names, new Object[] {2, 2, 2, 2, 2});

        // When
        first.put("id", 9);
        first.remove("status");

        // Then
        assertThat(first).containsEntry("id", 9).doesNotContainKey("status");
        assertThat(second).containsEntry("id", 2).containsEntry("status", 2).hasSize(COLUMNS.length);
    }

    @Test
    void shouldKeepItsEntriesLiveWhenANameIsAdded() {
        // Given
        Map.Entry<String, Object> id = row.entrySet().iterator().next();

        // When
        row.put("more", 1);
        row.put("id", 3);

        // Then
        assertThat(id.getValue()).isEqualTo(3);
        id.setValue(4);
        assertThat(row).containsEntry("id", 4);
    }

    @Test
    void shouldRefuseWhatAnIteratorRefuses() {
        // Given
        Iterator<Map.Entry<String, Object>> entries = row.entrySet().iterator();

        // When, Then
        assertThatThrownBy(entries::remove).isInstanceOf(IllegalStateException.class);
        entries.next();
        entries.remove();
        assertThatThrownBy(entries::remove).isInstanceOf(IllegalStateException.class);
        IntStream.range(1, COLUMNS.length).forEach(any -> entries.next());
        assertThat(entries.hasNext()).isFalse();
        assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    }
}
