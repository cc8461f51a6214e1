package io.headrace.listener.service.reaction;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.ReactionFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks up a mail's address in the database, because topics contain none. {@code :column} in the query is a column of the row's key or
 * else of the row; the first column of the result is the address. Thread-safe; connections are reused.
 */
public final class RecipientQuery implements AutoCloseable {
    private static final Pattern PARAMETER = Pattern.compile(":([A-Za-z_][A-Za-z0-9_]*)");
    private static final int SECONDS = 10;

    private final String url;
    private final MailSettings.Credentials login;
    private final String sql;
    private final List<String> parameters = new ArrayList<>();
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    /**
     * Opens no connection yet.
     *
     * @param url a JDBC URL
     * @throws IllegalArgumentException if the query is no SELECT, or has no parameter
     */
    public RecipientQuery(String url, MailSettings.Credentials login, String query) {
        this.url = url;
        this.login = login;
        Matcher matcher = PARAMETER.matcher(query);
        StringBuilder prepared = new StringBuilder();
        while (matcher.find()) {
            parameters.add(matcher.group(1));
            matcher.appendReplacement(prepared, "?");
        }
        this.sql = matcher.appendTail(prepared).toString();
        if (parameters.isEmpty() || !query.stripLeading().regionMatches(true, 0, "select", 0, 6)) {
            throw new IllegalArgumentException(
                    "needs a SELECT with a column of the row, such as SELECT email FROM customers WHERE id = :customer_id");
        }
    }

    /** @throws ReactionFailure if there is not exactly one address, or the database doesn't answer */
    String address(RowChange change) {
        List<String> values = values(change);
        Connection connection = null;
        try {
            connection = connect();
            String address = ask(connection, values);
            idle.push(connection);
            return address;
        } catch (SQLException e) {
            close(connection);
            boolean ours = e.getSQLState() != null && e.getSQLState().startsWith("42");
            // The message of a driver may quote values; its state does not.
            throw new ReactionFailure(
                    ours ? Failure.POISON : Failure.UNAVAILABLE,
                    "the recipient of a mail could not be looked up: the database answered with SQL state "
                            + e.getSQLState() + ", error " + e.getErrorCode()
                            + (ours ? "; check recipient.query and the user's rights" : ""),
                    null);
        }
    }

    private List<String> values(RowChange change) {
        List<String> values = new ArrayList<>();
        for (String column : parameters) {
            JsonNode value = change.origin().key().get(column);
            JsonNode ofRow = change.row().map(row -> row.get(column)).orElse(null);
            if (value == null || (value.isTextual() && ofRow != null && ofRow.isNumber())) {
                // A key converter that writes decimals in base64 leaves the number to the row.
                value = ofRow;
            }
            if (value == null || value.isNull()) {
                throw new ReactionFailure(
                        Failure.POISON,
                        "recipient.query needs the column " + column + ", which neither the key nor the row of "
                                + change.table() + " has",
                        null);
            }
            values.add(ColumnText.of(value));
        }
        return values;
    }

    private Connection connect() throws SQLException {
        Connection kept = idle.poll();
        if (kept != null && kept.isValid(SECONDS)) {
            return kept;
        }
        close(kept);
        return DriverManager.getConnection(url, login.user(), login.password());
    }

    private String ask(Connection connection, List<String> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(SECONDS);
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            try (ResultSet found = statement.executeQuery()) {
                String address = found.next() ? found.getString(1) : null;
                if (address == null || found.next()) {
                    throw new ReactionFailure(
                            Failure.POISON,
                            "recipient.query must return exactly one address, but returned "
                                    + (address == null ? "none" : "several"),
                            null);
                }
                return address;
            }
        }
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It was broken already.
            }
        }
    }

    @Override
    public void close() {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            close(connection);
        }
    }
}
