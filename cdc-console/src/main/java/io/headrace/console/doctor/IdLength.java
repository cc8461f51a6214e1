package io.headrace.console.doctor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How long an id may become, in bytes of UTF-8, by the declared sizes of a key's columns. */
final class IdLength {

    /** Of the server, for ids. */
    static final int LONGEST = 512;

    /** Digits and sign of the longest number, and more than a date and time need. */
    private static final int OTHER = 67;

    private static final Set<String> FOUR_BYTES = Set.of("utf8mb4", "utf16", "utf16le", "utf32", "gb18030");

    /**
     * A column of a key.
     *
     * @param characters or bytes, where it is binary; 0 for what is neither
     * @param charset empty where it has none
     */
    record Part(String name, long characters, String charset) {

        /** A character that is one byte to MySQL may be three in an id: the euro sign of latin1. Bytes are two as hex. */
        long bytes() {
            if (characters == 0) {
                return OTHER;
            }
            if (charset.isEmpty() || charset.equals("binary")) {
                return characters * 2;
            }
            return characters * (charset.equals("ascii") ? 1 : FOUR_BYTES.contains(charset) ? 4 : 3);
        }
    }

    private IdLength() {}

    /** With a separator between the parts. */
    static long of(Collection<Part> parts) {
        return parts.stream().mapToLong(part -> part.bytes() + 1).sum() - 1;
    }

    /** @param names of the key's columns */
    static List<Part> parts(Connection mysql, String database, String table, Collection<String> names)
            throws SQLException {
        List<Part> parts = new ArrayList<>();
        String sql = "SELECT COLUMN_NAME, CHARACTER_MAXIMUM_LENGTH, CHARACTER_SET_NAME FROM"
                + " information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?";
        try (PreparedStatement statement = mysql.prepareStatement(sql)) {
            statement.setString(1, database);
            statement.setString(2, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String charset = rows.getString(3);
                    if (names.contains(rows.getString(1))) {
                        parts.add(new Part(
                                rows.getString(1),
                                rows.getLong(2),
                                charset == null ? "" : charset.toLowerCase(Locale.ROOT)));
                    }
                }
            }
        }
        return parts;
    }
}
