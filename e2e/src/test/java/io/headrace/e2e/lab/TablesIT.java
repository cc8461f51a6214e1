package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.console.connector.ApplyConnectors;
import io.headrace.console.connector.ApplyTemplates;
import io.headrace.console.connector.ConnectorChanges;
import io.headrace.console.init.Init;
import io.headrace.console.server.Problem;
import io.headrace.console.server.SearchRest;
import io.headrace.console.tables.AddTables;
import io.headrace.console.tables.RemoveTables;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tables come into a pipeline that runs, and leave it, while rows change. */
class TablesIT {

    private static final String DATABASE = "tables_it";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String NUMBERS = " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ";

    @RegisterExtension
    static final Lab LAB = new Lab();

    @TempDir
    static Path folder;

    @BeforeAll
    static void startPipeline() throws SQLException {
        LAB.sql(
                "CREATE DATABASE " + DATABASE + " CHARACTER SET utf8mb4",
                "GRANT SELECT ON `tables\\_it`.* TO 'debezium'@'%'",
                "USE " + DATABASE,
                "CREATE TABLE base (id INT PRIMARY KEY AUTO_INCREMENT, note VARCHAR(50), flag TINYINT(1))",
                "SET cte_max_recursion_depth = 2000",
                "INSERT INTO base (note)" + NUMBERS + "1500) SELECT i FROM n");
        new Init(LAB.target(), LabConnect.folder())
                .run(new Init.Request(List.of(DATABASE + ".*"), List.of(), "", List.of(), false), folder, false);
        new ApplyTemplates(List.of(folder.resolve("tables_it-base-template.json"))).run(LAB.target());
        apply().apply(PATIENCE);
        assertThat(verify("base")).isEqualTo(Verdict.Outcome.MATCH);
    }

    @AfterAll
    static void removeAll() throws SQLException {
        LAB.connect().delete("tables_it-sink");
        LAB.connect().delete("tables_it-source");
        LAB.sql("DROP DATABASE " + DATABASE);
    }

    @Test
    void shouldTakeTablesInWithoutReadingTheOthersAgain() throws Exception {
        // Given
        LAB.sql(
                "USE " + DATABASE,
                "CREATE TABLE `New$Orders` (id INT PRIMARY KEY AUTO_INCREMENT, note VARCHAR(50), hidden INT INVISIBLE)",
                "INSERT INTO `New$Orders` (note)" + NUMBERS + "1000) SELECT i FROM n",
                "CREATE TABLE `New-Lines` (a INT NOT NULL, `b-c` INT NOT NULL, flag TINYINT(1), UNIQUE KEY (a, `b-c`))",
                "INSERT INTO `New-Lines` VALUES (1, 2, 1), (3, 4, 0)");
        int read = records("base");

        // When
        AddTables.Added added;
        try (Changes changes = new Changes("base", "New$Orders")) {
            added = add(line -> {}, DATABASE + ".New*");
        }

        // Then
        assertThat(added.verified().tables())
                .as(added.toString())
                .hasSize(2)
                .allSatisfy(verdict -> assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.MATCH));
        assertThat(verify("New$Orders")).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(verify("base")).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(records("base") - read)
                .as("changes, and one row before the first chunk")
                .isLessThan(1000);
        ConnectorChanges left = apply().diff();
        assertThat(left.equal()).as("the files tell what runs: %s", left).isTrue();
        LAB.sql(
                "ALTER TABLE " + DATABASE + ".`New$Orders` ADD COLUMN more INT DEFAULT 5 FIRST",
                "INSERT INTO " + DATABASE + ".`New$Orders` (more, note) VALUES (7, 'later')");
        assertThat(verify("New-Lines")).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(LAB.connect().failure("tables_it-source")).isEmpty();
    }

    @Test
    void shouldGoOnWhereverItWasKilled() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int step = 0; step < 3; step++) {
            // Given
            String table = "killed_" + step;
            LAB.sql(
                    "CREATE TABLE " + DATABASE + "." + table + " (id INT PRIMARY KEY, note VARCHAR(50))",
                    "INSERT INTO " + DATABASE + "." + table + " VALUES (1, 'a'), (2, 'b'), (3, 'c')");
            int last = step;
            lines.clear();
            assertThatThrownBy(() -> add(
                            line -> {
                                lines.add(line);
                                if (lines.size() > last) {
                                    throw new IllegalStateException("killed");
                                }
                            },
                            DATABASE + "." + table))
                    .hasMessage("killed");
            LAB.connect().send("PUT", "/connectors/tables_it-source/stop", "");
            LAB.sql(
                    "UPDATE " + DATABASE + "." + table + " SET note = 'z' WHERE id = 1",
                    "DELETE FROM " + DATABASE + "." + table + " WHERE id = 2");

            // When
            AddTables.Added added = add(line -> {}, DATABASE + "." + table);

            // Then
            assertThat(added.verified().tables().get(0).outcome())
                    .as("killed at " + lines + ": " + added)
                    .isEqualTo(Verdict.Outcome.MATCH);
            assertThat(added.verified().tables().get(0).rows()).isEqualTo(2);
        }
        assertThat(lines).as("all steps").last().asString().startsWith("reading the rows");
    }

    @Test
    void shouldTakeInAgainWhatWasLetGo() throws Exception {
        // Given
        LAB.sql(
                "USE " + DATABASE,
                "CREATE TABLE gone (id INT PRIMARY KEY, note VARCHAR(50))",
                "INSERT INTO gone VALUES (1, 'a'), (2, 'b'), (3, 'c')");
        add(line -> {}, DATABASE + ".gone");

        // When
        remove(false, "gone");
        LAB.sql(
                "USE " + DATABASE,
                "DELETE FROM gone WHERE id = 1",
                "ALTER TABLE gone ADD COLUMN more INT FIRST",
                "UPDATE gone SET more = 1");
        AddTables.Added again = add(line -> {}, DATABASE + ".gone");
        RemoveTables.Removed deleted = remove(true, "gone");
        AddTables.Added anew = add(line -> {}, DATABASE + ".gone");

        // Then
        assertThat(again.verified().tables().get(0).outcome())
                .as(again.toString())
                .isEqualTo(Verdict.Outcome.MATCH);
        assertThat(deleted.deleted())
                .containsExactly(
                        "index tables_it-gone-v1", "index template tables_it-gone", "topic tables_it.tables_it.gone");
        assertThat(anew.verified().tables().get(0).outcome())
                .as(anew.toString())
                .isEqualTo(Verdict.Outcome.MATCH);
        assertThat(new SearchRest(LAB.target()).count("tables_it-gone")).isEqualTo(2);
        ConnectorChanges left = apply().diff();
        assertThat(left.equal()).as("the files tell what runs: %s", left).isTrue();
    }

    @Test
    void shouldRefuseWhatDoesNotFit() throws SQLException {
        LAB.sql(
                "USE " + DATABASE,
                "CREATE TABLE keyless (a INT)",
                "CREATE TABLE flags (id INT PRIMARY KEY, flag VARCHAR(5))",
                "CREATE TABLE `Base` (id INT PRIMARY KEY)");
        assertThatThrownBy(() -> add(line -> {}, DATABASE + ".keyless"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("tables_it.keyless has no key");
        assertThatThrownBy(() -> add(line -> {}, DATABASE + ".flags"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("tables_it.flags.flag is varchar(5)");
        assertThatThrownBy(() -> add(line -> {}, DATABASE + ".Base"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("would share the index tables_it-base with tables_it.base");
        assertThatThrownBy(() -> add(line -> {}, DATABASE + ".bose"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Did you mean");
        LAB.sql("DROP TABLE " + DATABASE + ".`Base`");
        assertThatThrownBy(() -> remove(false, "*")).isInstanceOf(Problem.class).hasMessageContaining("no table left");
    }

    @Test
    void shouldSayWhichPrivilegeTheSourceLacks() throws SQLException {
        // Given
        LAB.sql(
                "CREATE TABLE " + DATABASE + ".closed (id INT PRIMARY KEY)",
                "CREATE USER 'stranger'@'%' IDENTIFIED BY 'pw'",
                "GRANT SELECT ON inventory.* TO 'stranger'@'%'");
        AddTables add = new AddTables(
                LAB.target(),
                LAB.target().withMysqlUser("stranger", "pw"),
                new AddTables.Request(List.of(DATABASE + ".closed"), "tables_it-source", null, null, PATIENCE),
                line -> {});

        // Then
        assertThatThrownBy(() -> add.run(folder, LabConnect.folder()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Nothing was changed")
                .hasMessageContaining("GRANT SELECT ON `tables_it`.`closed` TO 'stranger'@'%';");
        LAB.sql("DROP USER 'stranger'@'%'");
    }

    private static AddTables.Added add(java.util.function.Consumer<String> progress, String table) {
        return new AddTables(
                        LAB.target(),
                        null,
                        new AddTables.Request(List.of(table), "tables_it-source", null, null, PATIENCE),
                        progress)
                .run(folder, LabConnect.folder());
    }

    private static RemoveTables.Removed remove(boolean isDeleted, String table) {
        return new RemoveTables(
                        LAB.target(),
                        new RemoveTables.Request(
                                List.of(DATABASE + "." + table), "tables_it-source", null, isDeleted, PATIENCE),
                        line -> {})
                .run(folder, LabConnect.folder());
    }

    private static ApplyConnectors apply() {
        return new ApplyConnectors(
                LAB.target(),
                List.of(folder.resolve("mysql-source.json"), folder.resolve("elasticsearch-sink.json")),
                false);
    }

    private static Verdict.Outcome verify(String table) {
        return new Verify(LAB.target(), Verify.Options.of(DATABASE + "." + table, null), line -> {})
                .run()
                .outcome();
    }

    private static int records(String table) {
        try (io.headrace.console.server.Topics topics = io.headrace.console.server.Topics.open(LAB.target())) {
            return (int) topics.ends(topics.partitions("tables_it.tables_it." + table)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** Rows of some tables change, five times a second. */
    private static final class Changes implements AutoCloseable {
        private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();
        private final ScheduledFuture<?> work;
        private final AtomicInteger done = new AtomicInteger();

        Changes(String... tables) {
            work = beats.scheduleAtFixedRate(() -> change(List.of(tables)), 0, 200, TimeUnit.MILLISECONDS);
        }

        private void change(List<String> tables) {
            int i = done.incrementAndGet();
            try {
                for (String table : tables) {
                    String name = DATABASE + ".`" + table + "`";
                    LAB.sql(
                            "INSERT INTO " + name + " (note) VALUES ('new')",
                            "UPDATE " + name + " SET note = 'u" + i + "' WHERE id = " + i % 200,
                            "DELETE FROM " + name + " WHERE id = " + (200 + i % 100));
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Ends after the changes of the moment, none of which may have failed. */
        @Override
        public void close() throws InterruptedException {
            boolean hasFailed = work.isDone();
            beats.shutdown();
            assertThat(beats.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            assertThat(hasFailed).as("changes failed").isFalse();
            assertThat(done.get()).as("changes beside the command").isPositive();
        }
    }
}
