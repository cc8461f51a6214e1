package io.headrace.e2e.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether the changes of each key follow from one another: what a change says was before is what the last one left. */
final class Chain {

    private Chain() {}

    static List<String> breaks(String table, List<Event> events) {
        Map<String, String> rows = new HashMap<>();
        List<String> breaks = new ArrayList<>();
        for (Event event : events) {
            String known = rows.get(event.key());
            switch (event.op()) {
                case "c" -> {
                    if (known != null) {
                        breaks.add(table + " " + event.key() + ": created twice");
                    }
                }
                case "u", "d" -> {
                    if (!event.before().equals(known)) {
                        breaks.add(table + " " + event.key() + ": before is not what the last change left: "
                                + event.before() + " and " + known);
                    }
                }
                default -> {}
            }
            if (event.isRow()) {
                rows.put(event.key(), event.after());
            } else {
                rows.remove(event.key());
            }
        }
        return breaks;
    }
}
