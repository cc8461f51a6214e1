package io.headrace.console.connector;

import io.headrace.console.pipeline.GtidSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The transactions that a source has before it, as {@code SHOW BINLOG EVENTS} tells them from its stored place on. Bounded: so
 * many transactions, and no longer than a few seconds. Holds no statement and no value.
 */
final class TransactionsAhead {

    /**
     * One transaction.
     *
     * @param tables {@code database.table} of its row events
     * @param hasStatement whether it has a statement of its own, such as a DDL
     */
    record Transaction(String gtid, Set<String> tables, boolean hasStatement) {}

    private static final Pattern GTID =
            Pattern.compile(".*GTID_NEXT= ?'([0-9a-fA-F-]{36}(?::[a-z_]\\w*)?:\\d+)'.*", Pattern.DOTALL);
    private static final Pattern TABLE_MAP = Pattern.compile("table_id: \\d+ \\((.*)\\)", Pattern.DOTALL);
    private static final Pattern OF_EVERY_TRANSACTION =
            Pattern.compile("(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|XA)\\b.*", Pattern.DOTALL);
    private static final int PIECE = 2_000;
    private static final int MOST = 50;
    private static final Duration LONGEST = Duration.ofSeconds(6);

    private final GtidSet reached;
    private final List<Transaction> found = new ArrayList<>();
    private @Nullable Transaction open;

    /** @param reached what the source has read */
    TransactionsAhead(GtidSet reached) {
        this.reached = reached;
    }

    /**
     * Those that are not in {@code reached}, in their order; none when the file is gone.
     *
     * @param file the binlog file of the source's stored offset
     * @throws SQLException also when this user may not read the binlog
     */
    static List<Transaction> of(Connection mysql, String file, GtidSet reached) throws SQLException {
        TransactionsAhead ahead = new TransactionsAhead(reached);
        long end = System.nanoTime() + LONGEST.toNanos();
        boolean begun = false;
        for (String each : files(mysql)) {
            begun |= each.equals(file);
            if (begun && ahead.found.size() < MOST && System.nanoTime() < end) {
                ahead.read(mysql, each, end);
            }
        }
        return ahead.found();
    }

    private static List<String> files(Connection mysql) throws SQLException {
        List<String> files = new ArrayList<>();
        try (Statement statement = mysql.createStatement();
                ResultSet rows = statement.executeQuery("SHOW BINARY LOGS")) {
            while (rows.next()) {
                files.add(rows.getString(1));
            }
        }
        return files;
    }

    private void read(Connection mysql, String file, long end) throws SQLException {
        long position = 4;
        int count = PIECE;
        while (count == PIECE && found.size() < MOST && System.nanoTime() < end) {
            count = 0;
            try (PreparedStatement statement = mysql.prepareStatement("SHOW BINLOG EVENTS IN '"
                            + file.replace("'", "''") + "' FROM " + position + " LIMIT " + PIECE);
                    ResultSet events = statement.executeQuery()) {
                while (events.next()) {
                    count++;
                    add(events.getString("Event_type"), events.getString("Info"));
                    position = Math.max(position, events.getLong("End_log_pos"));
                }
            }
        }
    }

    List<Transaction> found() {
        return List.copyOf(found);
    }

    /** One row of SHOW BINLOG EVENTS. */
    void add(String type, @Nullable String info) {
        String said = info == null ? "" : info;
        Matcher gtid = GTID.matcher(said);
        if (type.equals("Gtid") && gtid.matches()) {
            boolean isAhead = !reached.containsAll(GtidSet.parse(gtid.group(1)));
            open = isAhead ? new Transaction(gtid.group(1), new LinkedHashSet<>(), false) : null;
            if (open != null) {
                found.add(open);
            }
        } else if (open != null && type.equals("Table_map")) {
            Matcher map = TABLE_MAP.matcher(said);
            if (map.matches()) {
                open.tables().add(map.group(1));
            }
        } else if (open != null
                && type.equals("Query")
                && !OF_EVERY_TRANSACTION.matcher(said).matches()) {
            found.set(
                    found.size() - 1,
                    new Transaction(open.gtid(), open.tables(), true)); // its tables are still added to
        }
    }
}
