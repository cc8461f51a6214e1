package io.headrace.console.doctor;

import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.server.BinlogEvents;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads the end of the binlog for what changed captured tables without a row event that their source reads. Bounded: the
 * newest files up to a size, in pieces, and no longer than a few seconds; the check says from where to where it looked.
 */
final class BinlogScan {

    private static final long MOST_BYTES = 128L << 20;
    private static final Duration LONGEST = Duration.ofSeconds(6);
    private static final int MISSING_PRIVILEGE = 1227;
    private static final String ABOUT = "recent binlog";

    private final Connection mysql;
    private final BinlogTally tally;

    /** @param isCaptured of {@code database.table} */
    BinlogScan(Connection mysql, Predicate<String> isCaptured) {
        this.mysql = mysql;
        this.tally = new BinlogTally(isCaptured);
    }

    List<Check> run() throws SQLException {
        try {
            Deque<BinlogEvents.File> files = newest();
            if (files.isEmpty()) {
                return List.of();
            }
            long end = System.nanoTime() + LONGEST.toNanos();
            String first = files.getFirst().name();
            String reached = first;
            for (BinlogEvents.File file : files) {
                long position = BinlogEvents.read(mysql, file.name(), () -> System.nanoTime() < end, tally::add);
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
    private Deque<BinlogEvents.File> newest() throws SQLException {
        Deque<BinlogEvents.File> files = new ArrayDeque<>();
        List<BinlogEvents.File> all = BinlogEvents.files(mysql);
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
}
