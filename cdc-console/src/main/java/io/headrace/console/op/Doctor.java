package io.headrace.console.op;

import io.headrace.console.op.Diagnosis.Check;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Checks each part of the pipeline and what it needs of its servers; each finding with its cause and what to do. */
public final class Doctor {

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
        ConnectRest connect = new ConnectRest(target);
        checks.addAll(part("Kafka Connect", () -> connectors(connect)));
        checks.addAll(part("Kafka", () -> kafka(connect)));
        checks.addAll(part("Elasticsearch", () -> index(connect)));
        return Diagnosis.of(checks);
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
                    unreachable ? "./cdc up    starts the local servers; their logs are in .cdc/stack" : ""));
        }
    }

    private List<Check> mysql() {
        Database database = new Database(target);
        try (Connection mysql = database.open()) {
            MysqlChecks of = new MysqlChecks(mysql);
            List<Check> checks = new ArrayList<>(of.ofServer());
            checks.addAll(of.ofTable(table));
            return checks;
        } catch (SQLException e) {
            throw database.problem(e);
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
            connect.state(name).ifPresent(state -> checks.add(connector(name, state)));
        }
        return checks;
    }

    private static Check connector(String name, ConnectRest.ConnectorState state) {
        String cause = state.firstCause();
        return state.running()
                ? Check.ok(name, "RUNNING, " + state.tasks().size() + " task(s)")
                : Check.failed(
                        name,
                        state.summary(),
                        cause == null ? "it was told to" : cause,
                        state.failed() ? "./cdc restart " + name + " --tasks failed" : "./cdc resume " + name);
    }

    private List<Check> kafka(ConnectRest connect) {
        Route route = Route.find(connect, table);
        try (Topics topics = Topics.open(target)) {
            int partitions = topics.partitions(route.topic()).size();
            List<Check> checks = new ArrayList<>();
            checks.add(
                    partitions > 0
                            ? Check.ok("topic " + route.topic(), partitions + " partitions")
                            : Check.failed(
                                    "topic " + route.topic(),
                                    "missing",
                                    "the source has captured nothing yet",
                                    "./cdc status    shows the source; a failed task names its cause"));
            checks.add(deadLetters(new DeadLetters(target, null).list()));
            return checks;
        }
    }

    private static Check deadLetters(DeadLetterList list) {
        return list.open() == 0
                ? Check.ok("dead letters", "none open")
                : Check.warning(
                        "dead letters",
                        list.open() + " not replayed",
                        "these changes are not in the index, unless a newer one of the row is",
                        "./cdc dlq list    then ./cdc dlq replay --all --dry-run");
    }

    private List<Check> index(ConnectRest connect) {
        return new IndexChecks(
                        new SearchRest(target), Route.find(connect, table).index())
                .run();
    }
}
