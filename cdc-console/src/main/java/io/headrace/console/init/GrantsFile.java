package io.headrace.console.init;

import io.headrace.console.server.Database;
import java.util.List;
import java.util.TreeSet;

/** The privileges of the user with whom the source reads, as SQL for an administrator. */
final class GrantsFile {

    private GrantsFile() {}

    static String of(List<PipelineTable> tables) {
        TreeSet<String> databases = new TreeSet<>();
        tables.forEach(table -> databases.add(table.facts().database()));
        StringBuilder sql = new StringBuilder("""
                -- Run by an administrator of MySQL. The source logs in as HEADRACE_MYSQL_USER of the worker's environment.
                -- CREATE USER 'debezium'@'%' IDENTIFIED BY 'a password of your own';
                GRANT REPLICATION SLAVE, REPLICATION CLIENT, FLUSH_TABLES ON *.* TO 'debezium'@'%';
                """);
        for (String database : databases) {
            // Here, and nowhere else, _ and % of a database's name stand for any character.
            String pattern = database.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
            sql.append("GRANT SELECT ON ").append(Database.quoted(pattern)).append(".* TO 'debezium'@'%';\n");
        }
        return sql.toString();
    }
}
