package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.Database;
import io.headrace.console.server.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A place in the history of a MySQL server: its GTID set, and file and position.
 *
 * @param gtids empty where GTIDs are off
 * @param file binlog file, empty when unknown
 * @param position in the file
 * @param server the id of the server whose file it is; 0 when unknown
 */
public record MysqlPosition(GtidSet gtids, String file, long position, long server) {
    private static final int MISSING_PRIVILEGE = 1227;

    /** Where the server is now. */
    public static MysqlPosition ofServer(Connection mysql) throws SQLException {
        GtidSet gtids = GtidSet.parse(Database.text(mysql, "SELECT @@GLOBAL.gtid_executed"));
        String version = Database.text(mysql, "SELECT VERSION()");
        boolean renamed = !version.startsWith("5.") && !version.startsWith("8.0.");
        String show = renamed ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
        try (Statement statement = mysql.createStatement();
                ResultSet status = statement.executeQuery(show)) {
            if (!status.next()) {
                throw new Problem(
                        Problem.Kind.FAILED, "MySQL writes no binlog (log_bin is off): nothing can be captured.");
            }
            return new MysqlPosition(
                    gtids, status.getString(1), status.getLong(2), Database.number(mysql, "SELECT @@GLOBAL.server_id"));
        } catch (SQLException e) {
            if (e.getErrorCode() == MISSING_PRIVILEGE && !gtids.isEmpty()) {
                return new MysqlPosition(gtids, "", 0, 0);
            }
            throw e;
        }
    }

    /** What a Debezium MySQL source has stored. */
    static MysqlPosition ofOffset(JsonNode offset) {
        return new MysqlPosition(
                GtidSet.parse(offset.path("gtids").asText("")),
                offset.path("file").asText(""),
                offset.path("pos").asLong(),
                offset.path("server_id").asLong());
    }

    /** This place, plus a transaction that has been passed too. */
    void add(String gtid) {
        gtids.add(gtid);
    }

    /** Whether all that had happened at the other place has happened here. */
    boolean covers(MysqlPosition other) {
        return other.gtids.isEmpty() ? isNotBefore(other) : gtids.containsAll(other.gtids);
    }

    private boolean isNotBefore(MysqlPosition other) {
        int order = Long.compare(ordinal(), other.ordinal());
        return order > 0 || (order == 0 && !file.isEmpty() && position >= other.position);
    }

    /**
     * Transactions that have happened there but not here; -1 when it can't be counted. One that changes no captured row, for
     * instance CREATE USER, comes into a source's GTID set only with the next; its position tells that it was read. That is
     * not certain where the source reads from a replica: good enough for a lag, not for {@link #covers}.
     */
    public long behind(MysqlPosition other) {
        if (other.gtids.isEmpty()) {
            return covers(other) ? 0 : -1;
        }
        long missing = other.gtids.missingFrom(gtids);
        boolean read = !other.file.isEmpty() && server == other.server && isNotBefore(other);
        return missing == 1 && read ? 0 : missing;
    }

    private long ordinal() {
        String digits = file.substring(file.lastIndexOf('.') + 1);
        return digits.isEmpty() ? -1 : Long.parseLong(digits);
    }

    String name() {
        return gtids.isEmpty() ? file + ":" + position : "the executed GTID set";
    }
}
