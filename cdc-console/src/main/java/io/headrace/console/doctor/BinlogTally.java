package io.headrace.console.doctor;

import io.headrace.console.doctor.Diagnosis.Check;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts what the events of a binlog did to captured tables in silence. Holds no statement and no value. For one thread. */
final class BinlogTally {

    private static final Pattern TABLE_MAP = Pattern.compile("table_id: (\\d+) \\((.*)\\)", Pattern.DOTALL);
    private static final Pattern TABLE_ID = Pattern.compile("table_id: (\\d+).*", Pattern.DOTALL);
    private static final Pattern USE = Pattern.compile("use `((?:[^`]|``)*)`; (.*)", Pattern.DOTALL);

    private final Predicate<String> isCaptured;
    private final Map<String, String> tables = new HashMap<>();
    private final Map<SilentChange, Map<String, Seen>> seen = new EnumMap<>(SilentChange.class);
    private final TreeSet<String> inXa = new TreeSet<>();
    private boolean isXa;
    private long events;

    private static final class Seen {
        private long count;
        private String last = "";
    }

    BinlogTally(Predicate<String> isCaptured) {
        this.isCaptured = isCaptured;
    }

    /** One row of SHOW BINLOG EVENTS. */
    void add(String file, long position, String type, @Nullable String info) {
        events++;
        String said = info == null ? "" : info;
        String place = file + ":" + position;
        switch (type) {
            case "Table_map" -> map(said);
            case "Update_rows_partial" -> partial(said, place);
            case "XA_prepare" -> prepare(said, place);
            case "Query" -> query(said, place);
            case "Gtid", "Anonymous_Gtid" -> isXa = false;
            default -> {}
        }
    }

    private void map(String info) {
        Matcher map = TABLE_MAP.matcher(info);
        if (map.matches()) {
            tables.put(map.group(1), map.group(2));
            if (isXa && isCaptured.test(map.group(2))) {
                inXa.add(map.group(2));
            }
        }
    }

    private void partial(String info, String place) {
        Matcher id = TABLE_ID.matcher(info);
        String table = id.matches() ? tables.getOrDefault(id.group(1), "") : "";
        if (table.indexOf('.') > 0 && isCaptured.test(table)) {
            count(SilentChange.PARTIAL_JSON, table, place);
        }
    }

    private void prepare(String info, String place) {
        if (info.startsWith("XA PREPARE")) {
            inXa.forEach(table -> count(SilentChange.XA_PREPARED, table, place));
        }
        inXa.clear();
        isXa = false;
    }

    private void query(String info, String place) {
        if (info.startsWith("XA ")) {
            isXa = info.startsWith("XA START");
            if (isXa) {
                inXa.clear();
            }
            return;
        }
        Matcher use = USE.matcher(info);
        String database = use.matches() ? use.group(1).replace("``", "`") : "";
        String sql = use.matches() ? use.group(2) : info;
        Stream.concat(SilentStatement.of(database, sql).stream(), SilentStatement.misread(database, sql).stream())
                .forEach(statement ->
                        statement.captured(isCaptured).forEach(table -> count(statement.kind(), table, place)));
    }

    private void count(SilentChange kind, String table, String place) {
        Seen of = seen.computeIfAbsent(kind, any -> new TreeMap<>()).computeIfAbsent(table, any -> new Seen());
        of.count++;
        of.last = place;
    }

    /** @param range where was looked, in words */
    List<Check> checks(String about, String range) {
        List<Check> checks = new ArrayList<>();
        seen.forEach((kind, byTable) -> byTable.forEach((table, found) -> checks.add(Check.warning(
                kind.words() + " on " + table,
                found.count + " in " + range + ", the last at " + found.last,
                kind.cause(),
                kind.fix(table) + "    unless done since; details in docs/mysql.md"))));
        if (checks.isEmpty()) {
            checks.add(Check.ok(about, "nothing that a source would miss, in " + events + " events, " + range));
        }
        return checks;
    }
}
