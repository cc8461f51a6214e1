package io.headrace.console.op;

import io.headrace.console.op.Diagnosis.Check;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Checks each part of the pipeline and what it needs of its servers; each finding with its cause and what to do. */
public final class Doctor {

    private static final long SHORTEST_BINLOG_SECONDS = 24 * 3600;

    private final Target target;
    private final String table;

    /** @param table {@code database.table} */
    public Doctor(Target target, String table) {
        this.target = target;
        this.table = table;
    }

    public Diagnosis run() {
        List<Check> checks = new ArrayList<>();
        checks.addAll(part("MySQL", this::mysql));
        ConnectRest connect = new ConnectRest(target.connect());
        checks.addAll(part("Kafka Connect", () -> connectors(connect)));
        checks.addAll(part("Kafka", () -> kafka(connect)));
        checks.addAll(part("Elasticsearch", () -> index(connect)));
        boolean healthy = checks.stream().noneMatch(check -> check.result() == Diagnosis.Result.FAILED);
        return new Diagnosis(healthy, checks);
    }

    private static List<Check> part(String name, Supplier<List<Check>> checks) {
        try {
            return checks.get();
        } catch (Problem problem) {
            String message = problem.getMessage() == null ? "" : problem.getMessage();
            boolean unreachable = problem.kind() == Problem.Kind.UNREACHABLE;
            return List.of(Check.failed(
                    unreachable ? name + " answers" : name,
                    message,
                    "nothing behind it can be checked",
                    unreachable ? "./cdc up starts the local servers; their logs are in .cdc/stack" : ""));
        }
    }

    private List<Check> mysql() {
        Database database = new Database(target);
        try (Connection mysql = database.open()) {
            List<Check> checks = new ArrayList<>();
            checks.add(Check.ok("MySQL answers", "MySQL " + Database.text(mysql, "SELECT VERSION()")));
            checks.add(setting(
                    mysql,
                    "log_bin",
                    "1",
                    "without a binlog there are no changes to capture",
                    "start mysqld with --log-bin"));
            checks.add(setting(
                    mysql,
                    "binlog_format",
                    "ROW",
                    "statements do not say which rows changed",
                    "SET PERSIST binlog_format = 'ROW';"));
            checks.add(setting(
                    mysql,
                    "binlog_row_image",
                    "FULL",
                    "changes lack the columns that did not change",
                    "SET PERSIST binlog_row_image = 'FULL';"));
            Check gtid = setting(
                    mysql,
                    "gtid_mode",
                    "ON",
                    "the source can't follow a failover, and verify falls back to file" + " positions",
                    "SET PERSIST gtid_mode = 'ON'; step by step, as MySQL's manual describes");
            checks.add(
                    gtid.result() == Diagnosis.Result.OK
                            ? gtid
                            : Check.warning(gtid.about(), gtid.found(), gtid.cause(), gtid.fix()));
            checks.add(retention(mysql));
            checks.add(cascades(mysql));
            checks.add(key(mysql));
            return checks;
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    private static Check setting(Connection mysql, String variable, String wanted, String cause, String fix)
            throws SQLException {
        String found = Database.text(mysql, "SELECT @@GLOBAL." + variable);
        return found.equalsIgnoreCase(wanted)
                ? Check.ok(variable, found)
                : Check.failed(variable, found + ", needed " + wanted, cause, fix);
    }

    private static Check retention(Connection mysql) throws SQLException {
        long seconds = Database.number(mysql, "SELECT @@GLOBAL.binlog_expire_logs_seconds");
        String about = "binlog retention";
        return seconds == 0 || seconds >= SHORTEST_BINLOG_SECONDS
                ? Check.ok(about, seconds == 0 ? "for ever" : seconds / 3600 + " h")
                : Check.warning(
                        about,
                        seconds / 3600 + " h",
                        "a source that stands longer misses changes and must snapshot anew",
                        "SET PERSIST binlog_expire_logs_seconds = 604800;");
    }

    private Check cascades(Connection mysql) throws SQLException {
        String sql = "SELECT CONSTRAINT_NAME, DELETE_RULE, UPDATE_RULE FROM information_schema.REFERENTIAL_CONSTRAINTS"
                + " WHERE CONSTRAINT_SCHEMA = ? AND TABLE_NAME = ? AND (DELETE_RULE IN ('CASCADE', 'SET NULL')"
                + " OR UPDATE_RULE IN ('CASCADE', 'SET NULL'))";
        List<String> found = new ArrayList<>();
        try (var statement = mysql.prepareStatement(sql)) {
            statement.setString(1, table.substring(0, table.indexOf('.')));
            statement.setString(2, table.substring(table.indexOf('.') + 1));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found.isEmpty()
                ? Check.ok("foreign keys of " + table, "none that cascades")
                : Check.failed(
                        "foreign keys of " + table,
                        String.join(", ", found) + " cascades",
                        "rows changed by a cascade are not in the binlog before MySQL 9.6: their documents stay",
                        "replace ON DELETE CASCADE by deletes of the application");
    }

    private Check key(Connection mysql) throws SQLException {
        String sql = "SHOW KEYS FROM " + Database.quoted(table.substring(table.indexOf('.') + 1)) + " FROM "
                + Database.quoted(table.substring(0, table.indexOf('.'))) + " WHERE Key_name = 'PRIMARY'";
        try (Statement statement = mysql.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next()
                    ? Check.ok("primary key of " + table, rows.getString("Column_name"))
                    : Check.failed(
                            "primary key of " + table,
                            "none",
                            "documents have no id to be updated or deleted by",
                            "ALTER TABLE " + table + " ADD PRIMARY KEY (…);");
        }
    }

    private static List<Check> connectors(ConnectRest connect) {
        List<Check> checks = new ArrayList<>();
        List<String> names = connect.names();
        checks.add(
                names.isEmpty()
                        ? Check.failed("connectors", "none", "nothing is captured or indexed", "./cdc apply")
                        : Check.ok("connectors", String.join(", ", names)));
        for (String name : names) {
            ConnectRest.ConnectorState state = connect.state(name).orElse(null);
            if (state == null) {
                continue;
            }
            String cause = state.firstCause();
            checks.add(
                    state.running()
                            ? Check.ok(name, "RUNNING, " + state.tasks().size() + " task(s)")
                            : Check.failed(
                                    name,
                                    state.summary(),
                                    cause == null ? "it was told to" : cause,
                                    state.failed()
                                            ? "./cdc restart " + name + " --tasks failed, after mending the cause"
                                            : "./cdc resume " + name));
        }
        return checks;
    }

    private List<Check> kafka(ConnectRest connect) {
        Route route = Route.find(connect, table);
        try (Topics topics = Topics.open(target)) {
            int partitions = topics.partitions(route.topic()).size();
            return List.of(
                    partitions > 0
                            ? Check.ok("topic " + route.topic(), partitions + " partitions")
                            : Check.failed(
                                    "topic " + route.topic(),
                                    "missing",
                                    "the source has captured nothing yet",
                                    "./cdc status shows the source; a failed task names its cause"));
        }
    }

    private List<Check> index(ConnectRest connect) {
        Route route = Route.find(connect, table);
        SearchRest search = new SearchRest(target.elasticsearch());
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("Elasticsearch answers", search.version()));
        if (!search.exists(route.index())) {
            checks.add(Check.failed(
                    "index " + route.index(), "missing", "the sink has nowhere to write", "./cdc up makes it"));
            return checks;
        }
        String health = search.health(route.index());
        checks.add(
                health.equals("red")
                        ? Check.failed(
                                "index " + route.index(),
                                "red",
                                "a shard is gone: writes wait",
                                "see GET /_cluster/allocation/explain")
                        : Check.ok(
                                "index " + route.index(), health + ", " + search.count(route.index()) + " documents"));
        return checks;
    }
}
