package io.headrace.stack.server;

import io.headrace.stack.client.Login;
import io.headrace.stack.client.Logins;
import io.headrace.stack.client.MysqlSession;
import io.headrace.stack.failure.StackException;
import io.headrace.stack.file.Folders;
import io.headrace.stack.install.MysqlInstallation;
import io.headrace.stack.port.Loopback;
import io.headrace.stack.port.ServerPort;
import io.headrace.stack.process.JvmCommand;
import io.headrace.stack.process.LaunchSpec;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A MySQL server with the demo database, which is loaded when the data folder is created. */
final class Mysqld extends ChildServer {
    private static final String MODULE = "compose/local/servers/mysql";
    private static final String DRAFT = "data.new-";
    private static final int ACCESS_DENIED = 1045;

    private final List<String> options;

    /** @param options lines that come after the shipped ones */
    Mysqld(ServerContext context, List<String> options) {
        super(context, "mysql", "MySQL", ServerPort.MYSQL, Duration.ofSeconds(4));
        this.options = List.copyOf(options);
    }

    @Override
    List<Path> archivedJars() {
        return List.of();
    }

    @Override
    LaunchSpec prepare() throws IOException, InterruptedException {
        Path archive = context.checkout().classPath(MODULE).get(0);
        MysqlInstallation installation =
                MysqlInstallation.provide(archive, context.cache(), folder().resolve("log"), context.progress());
        Path program = installation.server();
        Map<String, String> environment = new HashMap<>(JvmCommand.ENVIRONMENT);
        environment.putAll(installation.environment());
        MysqlOptionFile settings = new MysqlOptionFile(context, installation.folder(), folder(), options);
        if (!Files.isDirectory(data())) {
            initialise(program, environment, settings);
        }
        Path configuration = settings.write("my.cnf", data());
        return new LaunchSpec(
                List.of(program.toString(), "--defaults-file=" + configuration),
                environment,
                List.of(configuration, context.checkout().configuration("mysql/my.cnf")));
    }

    private Path data() {
        return folder().resolve("data");
    }

    /** Creates and fills the data folder beside its place and then renames it, so one that exists is complete. */
    private void initialise(Path program, Map<String, String> environment, MysqlOptionFile settings)
            throws IOException, InterruptedException {
        context.progress().accept("Making the demo database");
        deleteDrafts();
        Path draft = folder().resolve(DRAFT + ProcessHandle.current().pid());
        Path sql = privateFile(folder().resolve("init.sql"));
        try {
            Files.writeString(
                    sql,
                    new DemoDatabaseScript(context.checkout().configuration("mysql/init"), context.logins()).sql());
            List<String> command = List.of(
                    program.toString(),
                    "--defaults-file=" + settings.write("initialise.cnf", draft),
                    "--initialize-insecure",
                    "--init-file=" + sql);
            setupProgram()
                    .run("Making the demo database", command, environment, folder().resolve("log/initialise.log"));
        } finally {
            Files.deleteIfExists(sql);
        }
        Files.move(draft, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes what a killed start left behind. Its server may go on writing for a moment, which is why each start uses a name of its own. */
    private void deleteDrafts() throws IOException {
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(Folders.create(folder()), DRAFT + "*")) {
            drafts.forEach(Folders::delete);
        }
    }

    /** Only its owner may read it: the script contains passwords. */
    private static Path privateFile(Path file) throws IOException {
        Files.deleteIfExists(file);
        Folders.createParentOf(file);
        return Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /**
     * Kills the threads that send the binlog: with one of them, MySQL waits up to eight seconds for all its threads, and one
     * whose reader has gone notices that only when it next has something to send.
     */
    @Override
    void beforeStop() {
        if (!context.ports().recall()) {
            return;
        }
        try (Connection mysql = connect(context.logins().root(), "", Duration.ofSeconds(1));
                Statement statement = mysql.createStatement()) {
            List<Long> senders = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(
                    "SELECT id FROM information_schema.processlist WHERE command LIKE 'Binlog Dump%'")) {
                while (found.next()) {
                    senders.add(found.getLong(1));
                }
            }
            for (long sender : senders) {
                statement.execute("KILL " + sender);
            }
        } catch (SQLException e) {
            // It still stops, only later.
        }
    }

    @Override
    void ask() throws SQLException, IOException {
        Loopback.requireListening(port());
        Login app = context.logins().app();
        try (Connection connection = connect(app, MysqlSession.DATABASE, Duration.ofSeconds(5))) {
            if (!connection.isValid(5)) {
                throw new SQLException("The server does not answer a ping");
            }
        } catch (SQLException e) {
            if (e.getErrorCode() == ACCESS_DENIED) {
                throw new StackException(
                        "MySQL refuses the user " + app.user() + ": its data in " + data()
                                + " was made with other passwords.\n"
                                + "Set " + Logins.APP_PASSWORD + ", " + Logins.DEBEZIUM_PASSWORD + " and "
                                + Logins.ROOT_PASSWORD
                                + " as they were then, or begin anew with: ./cdc down --purge",
                        e);
            }
            throw e;
        }
    }

    private Connection connect(Login login, String database, Duration timeout) throws SQLException {
        return MysqlSession.open("jdbc:mysql://127.0.0.1:" + port() + "/" + database, login, timeout, "DISABLED");
    }
}
