package io.headrace.console.doctor;

import io.headrace.console.doctor.Diagnosis.Check;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads the end of the binlog for what changed captured tables without a row event that their source reads. Bounded: the
 * newest files up to a size, in pieces, and no longer than a few seconds; the check says from where to where it looked.
 */
final class BinlogLook {

    private static final long MOST_BYTES = 128L << 20;
    private static final int PIECE = 2_000;
    private static final Duration LONGEST = Duration.ofSeconds(6);
    private static final int MISSING_PRIVILEGE = 1227;
    private static final String ABOUT = "recent binlog";

    private final Connection mysql;
    private final BinlogTally tally;

    private record File(String name, long size) {}

    /** @param isCaptured of {@code database.table} */
    BinlogLook(Connection mysql, Predicate<String> isCaptured) {
        this.mysql = mysql;
        this.tally = new BinlogTally(isCaptured);
    }

    List<Check> run() throws SQLException {
        try {
            Deque<File> files = newest();
            if (files.isEmpty()) {
                return List.of();
            }
            long end = System.nanoTime() + LONGEST.toNanos();
            String first = files.getFirst().name();
            String reached = first;
            for (File file : files) {
                long position = read(file.name(), end);
                reached = file.name() + ":" + position;
                if (System.nanoTime() > end) {
                    reached += ", the rest would take more than " + LONGEST.toSeconds() + " s";
                    break;
                }
            }
            return tally.checks(ABOUT, first + " to " + reached);
        } catch (SQLException e) {
            if (e.getErrorCode() == MISSING_PRIVILEGE) {
                return List.of(Check.skipped(
                        ABOUT,
                        "this user may not read it",
                        "changes in statement format, partial JSON updates, XA, TRUNCATE and dropped partitions stay"
                                + " undetected until verify finds them",
                        "GRANT REPLICATION SLAVE ON *.* TO " + MysqlChecks.user(mysql) + ";"));
            }
            throw e;
        }
    }

    /** The newest file, and those before it that are small enough, in their order. */
    private Deque<File> newest() throws SQLException {
        Deque<File> files = new ArrayDeque<>();
        List<File> all = new ArrayList<>();
        try (Statement statement = mysql.createStatement();
                ResultSet rows = statement.executeQuery("SHOW BINARY LOGS")) {
            while (rows.next()) {
                all.add(new File(rows.getString(1), rows.getLong(2)));
            }
        }
        long bytes = 0;
        for (int i = all.size() - 1; i >= 0; i--) {
            bytes += all.get(i).size();
            if (!files.isEmpty() && bytes > MOST_BYTES) {
                break;
            }
            files.addFirst(all.get(i));
        }
        return files;
    }

    /** @return the position after the last event that was read */
    private long read(String file, long end) throws SQLException {
        long position = 4;
        boolean more = true;
        while (more && System.nanoTime() < end) {
            int count = 0;
            try (PreparedStatement statement = mysql.prepareStatement(
                    "SHOW BINLOG EVENTS IN '" + file.replace("'", "''") + "' FROM " + position + " LIMIT " + PIECE)) {
                try (ResultSet events = statement.executeQuery()) {
                    while (events.next()) {
                        count++;
                        tally.add(
                                file, events.getLong("Pos"), events.getString("Event_type"), events.getString("Info"));
                        position = Math.max(position, events.getLong("End_log_pos"));
                    }
                }
            }
            more = count == PIECE;
        }
        return position;
    }
}
