package io.headrace.e2e.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the index is after an incremental snapshot: whatever MySQL did not tell, every row has its document then, and the
 * bytes are those of the stream. Documents without a row may be left.
 */
final class SecondReading {

    /**
     * A table to be read again.
     *
     * @param topic of its source
     * @param stream its events before
     */
    record Table(Scenario scenario, TableContent content, String name, String topic, List<Event> stream) {}

    /** Debezium's snapshots read YEAR 0000 so (docs/transforms.md), and verify names it. A new column may be filled with it. */
    private static final String YEAR_ZERO = ".* n\\d+ \\(year\\): 0 but was 2000";

    private final LiveServers servers;
    private final List<Table> tables = new ArrayList<>();

    SecondReading(LiveServers servers, Connectors connectors, List<Scenario> scenarios, Evidence evidence) {
        this.servers = servers;
        for (Scenario scenario : scenarios) {
            String database = connectors.database(scenario);
            for (TableContent content : TableContent.all(servers, database)) {
                String topic = connectors.source(scenario.way()) + "." + database + "." + content.table();
                if (content.canBeReadAgain() && evidence.deadLetters().of(topic).isEmpty()) {
                    List<Event> stream = evidence.stream().getOrDefault(topic, List.of());
                    tables.add(new Table(scenario, content, database + "." + content.table(), topic, stream));
                }
            }
        }
    }

    /** {@code database.table} of those of a source. */
    List<String> names(Way way) {
        return tables.stream()
                .filter(table -> table.scenario().way().source().equals(way.source()))
                .map(Table::name)
                .toList();
    }

    /** By scenario, what is wrong now. */
    Map<String, List<String>> wrong(Map<String, List<Event>> events) {
        Map<String, List<String>> wrong = new TreeMap<>();
        for (Table table : tables) {
            List<String> lines = new ArrayList<>();
            table.content().differences(servers.documents(table.topic().toLowerCase(Locale.ROOT))).stream()
                    .filter(line -> !line.contains(": extra document "))
                    .filter(line -> !line.matches(YEAR_ZERO))
                    .forEach(line -> lines.add("after an incremental snapshot: " + line));
            if (table.scenario().blindSpots().isEmpty()) {
                List<Event> later = new ArrayList<>(events.getOrDefault(table.topic(), List.of()));
                later.removeAll(table.stream());
                lines.addAll(SameBytes.differences(table.topic(), table.stream(), later));
            }
            if (!lines.isEmpty()) {
                wrong.computeIfAbsent(table.scenario().name(), any -> new ArrayList<>())
                        .addAll(lines);
            }
        }
        return wrong;
    }

    /** The finding with what the second reading has found, if anything, beside it. */
    static Finding with(Finding finding, @Nullable List<String> more) {
        if (more == null) {
            return finding;
        }
        List<String> lines = new ArrayList<>(finding.lines());
        lines.addAll(more);
        return new Finding(finding.scenario(), Finding.Outcome.WRONG, lines);
    }
}
