package io.headrace.stack;

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

/** A MySQL server with the demo database, which is loaded when its data folder is made. */
public final class Mysqld extends ChildServer {
    private static final String MODULE = "compose/local/servers/mysql";
    private static final String DRAFT = "data.new-";
    private static final int ACCESS_DENIED = 1045;

    private final List<String> options;

    /** @param options lines that come after the shipped ones */
    Mysqld(Site site, List<String> options) {
        super(site, "mysql", "MySQL", PortPlan.Use.MYSQL, Duration.ofSeconds(4));
        this.options = List.copyOf(options);
    }

    @Override
    List<Path> jars() {
        return List.of();
    }

    @Override
    Launch prepare() throws IOException, InterruptedException {
        Path archive = site.checkout().classPath(MODULE).get(0);
        Path distribution = new MysqlDistribution(archive, site.cache(), site.progress()).unpacked();
        Path program = distribution.resolve("bin/mysqld");
        Map<String, String> environment = new HashMap<>(Jvm.ENVIRONMENT);
        environment.putAll(
                new NativeLibraries(site.cache(), folder().resolve("log"), site.progress()).environmentFor(program));
        MysqlSettings settings = new MysqlSettings(site, distribution, folder(), options);
        if (!Files.isDirectory(data())) {
            initialise(program, environment, settings);
        }
        Path configuration = settings.write("my.cnf", data());
        return new Launch(
                List.of(program.toString(), "--defaults-file=" + configuration),
                environment,
                List.of(configuration, site.checkout().configuration("mysql/my.cnf")));
    }

    private Path data() {
        return folder().resolve("data");
    }

    /** The data folder is made and filled beside its place and then renamed: one that is there is complete. */
    private void initialise(Path program, Map<String, String> environment, MysqlSettings settings)
            throws IOException, InterruptedException {
        site.progress().accept("Making the demo database");
        deleteDrafts();
        Path draft = folder().resolve(DRAFT + ProcessHandle.current().pid());
        Path sql = privateFile(folder().resolve("init.sql"));
        try {
            Files.writeString(sql, new DemoDatabase(site.checkout().configuration("mysql/init"), site.logins()).sql());
            List<String> command = List.of(
                    program.toString(),
                    "--defaults-file=" + settings.write("initialise.cnf", draft),
                    "--initialize-insecure",
                    "--init-file=" + sql);
            tool().run("Making the demo database", command, environment, folder().resolve("log/initialise.log"));
        } finally {
            Files.deleteIfExists(sql);
        }
        Files.move(draft, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** What a start that was killed left behind. Its server may still be at it for a moment: each start has a name of its own. */
    private void deleteDrafts() throws IOException {
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(Folder.create(folder()), DRAFT + "*")) {
            drafts.forEach(Folder::delete);
        }
    }

    /** The script holds the passwords. */
    private static Path privateFile(Path file) throws IOException {
        Files.deleteIfExists(file);
        Folder.createParentOf(file);
        return Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /**
     * With a thread that sends the binlog to a reader, MySQL waits up to eight seconds for all other threads; one whose reader
     * has gone ends only when it next has something to send.
     */
    @Override
    void beforeStop() {
        if (!site.ports().recall()) {
            return;
        }
        try (Connection mysql = connect(site.logins().root(), "", Duration.ofSeconds(1));
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
            // It is stopped all the same, if later.
        }
    }

    @Override
    void ask() throws SQLException, IOException {
        Http.requireListening(port());
        Login app = site.logins().app();
        try (Connection connection = connect(app, Endpoints.DATABASE, Duration.ofSeconds(5))) {
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
