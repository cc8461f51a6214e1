package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A place in the history of a MySQL server: its GTID set, or file and position where GTIDs are off.
 *
 * @param gtids empty where GTIDs are off
 * @param file binlog file, empty when unknown
 * @param position in the file
 */
record SourcePosition(GtidSet gtids, String file, long position) {

    /** Where the server is now. */
    static SourcePosition ofServer(Connection mysql) throws SQLException {
        GtidSet gtids = GtidSet.parse(Database.text(mysql, "SELECT @@GLOBAL.gtid_executed"));
        if (!gtids.isEmpty()) {
            return new SourcePosition(gtids, "", 0);
        }
        String version = Database.text(mysql, "SELECT VERSION()");
        boolean renamed = !version.startsWith("5.") && !version.startsWith("8.0.");
        String show = renamed ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
        try (Statement statement = mysql.createStatement();
                ResultSet status = statement.executeQuery(show)) {
            if (!status.next()) {
                throw new Problem(
                        Problem.Kind.FAILED, "MySQL writes no binlog (log_bin is off): nothing can be captured.");
            }
            return new SourcePosition(gtids, status.getString(1), status.getLong(2));
        }
    }

    /** What a Debezium MySQL source has stored. */
    static SourcePosition ofOffset(JsonNode offset) {
        return new SourcePosition(
                GtidSet.parse(offset.path("gtids").asText("")),
                offset.path("file").asText(""),
                offset.path("pos").asLong());
    }

    /** This place, plus a transaction that has been passed too. */
    void add(String gtid) {
        gtids.add(gtid);
    }

    /** Whether all that had happened at the other place has happened here. */
    boolean covers(SourcePosition other) {
        if (!other.gtids.isEmpty()) {
            return gtids.containsAll(other.gtids);
        }
        int order = Long.compare(ordinal(), other.ordinal());
        return order > 0 || (order == 0 && !file.isEmpty() && position >= other.position);
    }

    /** Transactions that have happened there but not here; -1 when it can't be counted. */
    long behind(SourcePosition other) {
        return other.gtids.isEmpty() ? (covers(other) ? 0 : -1) : other.gtids.missingFrom(gtids);
    }

    private long ordinal() {
        String digits = file.substring(file.lastIndexOf('.') + 1);
        return digits.isEmpty() ? -1 : Long.parseLong(digits);
    }

    String name() {
        return gtids.isEmpty() ? file + ":" + position : "the executed GTID set";
    }
}
