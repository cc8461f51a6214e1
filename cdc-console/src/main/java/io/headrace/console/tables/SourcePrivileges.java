package io.headrace.console.tables;

import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the user with whom a source logs in may read tables. */
public final class SourcePrivileges {

    private SourcePrivileges() {}

    /**
     * @param asSource MySQL with the source's user
     * @param tables each {@code database.table}
     * @throws Problem when it may not read one of them; it has the statements that an administrator should run
     */
    public static void require(PipelineEndpoints asSource, Collection<String> tables) {
        Database database = new Database(asSource);
        List<String> refused = new ArrayList<>();
        try (Connection mysql = database.open();
                Statement statement = mysql.createStatement()) {
            for (String table : tables) {
                try {
                    statement.execute("SELECT 1 FROM " + Database.quotedTable(table) + " LIMIT 0");
                } catch (SQLException notAllowed) {
                    refused.add(table);
                }
            }
            if (!refused.isEmpty()) {
                throw new Problem(
                        Problem.Kind.FAILED,
                        "Nothing was changed: the source's user may not read " + String.join(", ", refused)
                                + ". An administrator of MySQL should run:\n"
                                + grants(refused, Database.text(mysql, "SELECT CURRENT_USER()")));
            }
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    private static String grants(List<String> tables, String user) {
        int at = user.lastIndexOf('@');
        String quoted = "'" + user.substring(0, at) + "'@'" + user.substring(at + 1) + "'";
        return new TreeSet<>(tables)
                .stream()
                        .map(table -> "GRANT SELECT ON " + Database.quotedTable(table) + " TO " + quoted + ";")
                        .collect(Collectors.joining("\n"));
    }
}
