package io.headrace.console.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What {@code SHOW BINLOG EVENTS} tells of a server's binlog. The session's user needs REPLICATION SLAVE. */
public final class BinlogEvents {

    /** @param size in bytes */
    public record File(String name, long size) {}

    /** Takes one event. */
    public interface Reader {
        void event(String file, long position, String type, @Nullable String info);
    }

    private static final int PIECE = 2_000;

    private BinlogEvents() {}

    /** The binlog's files, the oldest first. */
    public static List<File> files(Connection mysql) throws SQLException {
        List<File> files = new ArrayList<>();
        try (Statement statement = mysql.createStatement();
                ResultSet rows = statement.executeQuery("SHOW BINARY LOGS")) {
            while (rows.next()) {
                files.add(new File(rows.getString(1), rows.getLong(2)));
            }
        }
        return files;
    }

    /**
     * Reads a file from its beginning, in pieces.
     *
     * @param goesOn asked before each piece
     * @return the position after the last event that was read
     */
    public static long read(Connection mysql, String file, BooleanSupplier goesOn, Reader reader) throws SQLException {
        long position = 4;
        int count = PIECE;
        while (count == PIECE && goesOn.getAsBoolean()) {
            count = 0;
            try (PreparedStatement statement = mysql.prepareStatement("SHOW BINLOG EVENTS IN '"
                            + file.replace("'", "''") + "' FROM " + position + " LIMIT " + PIECE);
                    ResultSet events = statement.executeQuery()) {
                while (events.next()) {
                    count++;
                    reader.event(file, events.getLong("Pos"), events.getString("Event_type"), events.getString("Info"));
                    position = Math.max(position, events.getLong("End_log_pos"));
                }
            }
        }
        return position;
    }
}
