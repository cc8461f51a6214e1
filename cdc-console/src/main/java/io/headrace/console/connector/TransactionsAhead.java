package io.headrace.console.connector;

import io.headrace.console.pipeline.GtidSet;
import io.headrace.console.server.BinlogEvents;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The transactions ahead of a source that may concern it, according to {@code SHOW BINLOG EVENTS}. Bounded in number, and in
 * time to half a minute. Keeps no statement and no value.
 */
final class TransactionsAhead {

    /**
     * One complete transaction.
     *
     * @param gtid in lower case
     * @param tables {@code database.table} of its row events
     * @param hasStatement whether it has a statement of its own, such as a DDL
     */
    record Transaction(String gtid, Set<String> tables, boolean hasStatement) {}

    private static final Pattern GTID =
            Pattern.compile(".*GTID_NEXT= ?'([0-9a-fA-F-]{36}(?::[a-z_]\\w*)?:\\d+)'.*", Pattern.DOTALL);
    private static final Pattern TABLE_MAP = Pattern.compile("table_id: \\d+ \\((.*)\\)", Pattern.DOTALL);
    private static final Pattern END = Pattern.compile("(COMMIT|XA (PREPARE|COMMIT))\\b.*", Pattern.DOTALL);
    private static final Pattern WITHIN = Pattern.compile("(BEGIN|ROLLBACK|SAVEPOINT|XA)\\b.*", Pattern.DOTALL);
    private static final int MOST = 20;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final GtidSet reached;
    private final Predicate<Transaction> isWanted;
    private final List<Transaction> found = new ArrayList<>();
    private @Nullable String open;
    private Set<String> tables = new LinkedHashSet<>();

    /**
     * @param reached what the source has read
     * @param isWanted which of the others to keep
     */
    TransactionsAhead(GtidSet reached, Predicate<Transaction> isWanted) {
        this.reached = reached;
        this.isWanted = isWanted;
    }

    /**
     * Reads on until it has found some.
     *
     * @param file the binlog file of the source's stored offset; nothing is found if it no longer exists
     * @throws SQLException also when this user may not read the binlog
     */
    void read(Connection mysql, String file) throws SQLException {
        long end = System.nanoTime() + LONGEST.toNanos();
        boolean begun = false;
        for (BinlogEvents.File each : BinlogEvents.files(mysql)) {
            begun |= each.name().equals(file);
            if (begun) {
                BinlogEvents.read(
                        mysql,
                        each.name(),
                        () -> found.size() < MOST && System.nanoTime() < end,
                        (name, position, type, info) -> add(type, info));
            }
        }
    }

    /** Those that are wanted, in their order. */
    List<Transaction> found() {
        return List.copyOf(found);
    }

    /** One row of SHOW BINLOG EVENTS. */
    void add(String type, @Nullable String info) {
        String said = info == null ? "" : info;
        Matcher gtid = GTID.matcher(said);
        if (type.equals("Gtid") && gtid.matches()) {
            String id = gtid.group(1).toLowerCase(Locale.ROOT);
            open = reached.containsAll(GtidSet.parse(id)) ? null : id;
            tables = new LinkedHashSet<>();
        } else if (type.equals("Table_map")) {
            Matcher map = TABLE_MAP.matcher(said);
            if (map.matches()) {
                tables.add(map.group(1));
            }
        } else if (type.equals("Xid")
                || type.equals("XA_prepare")
                || END.matcher(said).matches()) {
            end(false);
        } else if (type.equals("Query") && !WITHIN.matcher(said).matches()) {
            end(true);
        }
    }

    private void end(boolean hasStatement) {
        if (open == null) {
            return;
        }
        Transaction ended = new Transaction(open, Set.copyOf(tables), hasStatement);
        if (found.stream().noneMatch(before -> before.gtid().equals(ended.gtid())) && isWanted.test(ended)) {
            found.add(ended);
        }
        if (!hasStatement) {
            open = null;
        }
    }
}
