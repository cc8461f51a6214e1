package io.headrace.console.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.doctor.Doctor;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.stack.client.Login;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.core.ThrowingRunnable;

/** What doctor finds on the stack of {@link OperationsIT}, and its fixes, run as a user would: as they are printed. */
public final class Fixes {

    /** What follows a command is said about it. */
    private static final String REMARK = "    ";

    private static final String CDC = "./cdc ";

    private Fixes() {}

    /** What doctor finds wrong under this name, as soon as it does: servers tell of a change a moment later. */
    static Diagnosis.Check finding(String table, String about) {
        return finding(OperationsIT.target, table, about);
    }

    static Diagnosis.Check finding(PipelineEndpoints target, String table, String about) {
        return check(target, table, about, check -> check.result() != Diagnosis.Result.OK);
    }

    static Diagnosis.Check check(String table, String about) {
        return check(OperationsIT.target, table, about, any -> true);
    }

    /** Doctor's check of this name, as soon as there is one that is wanted. */
    static Diagnosis.Check check(
            PipelineEndpoints target, String table, String about, Predicate<Diagnosis.Check> wanted) {
        Diagnosis.Check[] found = new Diagnosis.Check[1];
        eventually(() -> {
            Diagnosis diagnosis = new Doctor(target, table).run();
            found[0] = diagnosis.checks().stream()
                    .filter(check -> check.about().equals(about) && wanted.test(check))
                    .findFirst()
                    .orElse(null);
            assertThat(found[0]).as("%s in %s", about, diagnosis).isNotNull();
        });
        return found[0];
    }

    static void requireMended(String table, String about) {
        requireMended(OperationsIT.target, table, about);
    }

    static void requireMended(PipelineEndpoints target, String table, String about) {
        check(target, table, about, check -> check.result() == Diagnosis.Result.OK);
    }

    public static void isOk(Diagnosis.Check check) {
        assertThat(check.result()).as("%s", check).isEqualTo(Diagnosis.Result.OK);
    }

    public static void eventually(ThrowingRunnable assertion) {
        await().atMost(OperationsIT.LONG).untilAsserted(assertion);
    }

    /** Runs the fixes of all that failed, from the first to the last, and again while something fails. */
    static void followUntilNothingFails(String table) {
        followUntil(table, () -> {});
    }

    /** A fix may bring about what the next look finds: a sink that had failed already stops a moment later. */
    static void followUntil(String table, ThrowingRunnable wanted) {
        eventually(() -> {
            List<Diagnosis.Check> failed = new Doctor(OperationsIT.target, table)
                    .run().checks().stream()
                            .filter(check -> check.result() == Diagnosis.Result.FAILED)
                            .toList();
            for (Diagnosis.Check check : failed) {
                run(check.fix());
            }
            assertThat(failed).isEmpty();
            wanted.run();
        });
    }

    /** Runs a command for a shell, for {@code ./cdc}, or a statement for MySQL's administrator. */
    public static void run(String fix) throws Exception {
        for (String command : command(fix).split(" && ")) {
            if (command.startsWith(CDC)) {
                cdc(command.substring(CDC.length()).split(" "));
            } else if (command.startsWith("curl ") || command.startsWith("printf ")) {
                shell(command);
            } else {
                sql(command);
            }
        }
    }

    private static String command(String fix) {
        return fix.contains(REMARK) ? fix.substring(0, fix.indexOf(REMARK)) : fix;
    }

    static void cdc(String... arguments) throws Exception {
        ended(CommandLine.start(arguments), CDC + String.join(" ", arguments));
    }

    static void shell(String command) throws Exception {
        ended(
                new ProcessBuilder("sh", "-c", command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start(),
                command);
    }

    private static void ended(Process process, String command) throws InterruptedException {
        assertThat(process.waitFor(4, TimeUnit.MINUTES) && process.exitValue() == 0)
                .as(command)
                .isTrue();
    }

    /** As the administrator of MySQL. */
    static void sql(String... statements) throws SQLException {
        try (Connection mysql = root();
                Statement run = mysql.createStatement()) {
            for (String statement : statements) {
                run.execute(statement.replaceFirst(";$", ""));
            }
        }
    }

    static String text(String sql) throws SQLException {
        try (Connection mysql = root()) {
            return Database.text(mysql, sql);
        }
    }

    private static Connection root() throws SQLException {
        Login root = OperationsIT.stack.endpoints().logins().root();
        return DriverManager.getConnection(
                OperationsIT.target.jdbcUrl() + "?allowPublicKeyRetrieval=true&sslMode=PREFERRED",
                root.user(),
                root.password());
    }

    /** The fix with its files in this folder. */
    static String within(Path folder, String fix, String file) {
        return fix.replace(" " + file, " " + folder.resolve(file));
    }
}
