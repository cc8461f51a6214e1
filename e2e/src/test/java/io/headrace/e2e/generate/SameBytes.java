package io.headrace.e2e.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether a later snapshot writes the same bytes for each row as the stream has written last. */
final class SameBytes {

    private SameBytes() {}

    /** @return what differs, in words */
    static List<String> differences(String table, List<Event> stream, List<Event> snapshot) {
        Map<String, String> streamed = last(stream);
        Map<String, String> found = last(snapshot);
        List<String> differences = new ArrayList<>();
        found.forEach((key, row) -> {
            String other = streamed.get(key);
            if (other == null) {
                differences.add(table + ": the stream has no row of key " + key + " that a snapshot finds");
            } else if (!other.equals(row)) {
                differences.add(table + " " + key + ": the stream wrote " + around(other, row) + ", a snapshot writes "
                        + around(row, other));
            }
        });
        streamed.keySet().stream()
                .filter(key -> !found.containsKey(key))
                .forEach(key ->
                        differences.add(table + ": the stream has a row of key " + key + " that no snapshot finds"));
        return differences;
    }

    /** By key, the rows that are there in the end. */
    static Map<String, String> last(List<Event> events) {
        Map<String, String> rows = new LinkedHashMap<>();
        for (Event event : events) {
            if (event.isRow()) {
                rows.put(event.key(), event.after());
            } else {
                rows.remove(event.key());
            }
        }
        return rows;
    }

    private static String around(String text, String other) {
        int same = 0;
        while (same < Math.min(text.length(), other.length()) && text.charAt(same) == other.charAt(same)) {
            same++;
        }
        return "…" + text.substring(Math.max(0, same - 25), Math.min(text.length(), same + 40)) + "…";
    }
}
