package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.connector.ApplyConnectors;
import io.headrace.console.connector.ApplyTemplates;
import io.headrace.console.init.Init;
import io.headrace.console.init.TableReport;
import io.headrace.console.lint.Lint;
import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.Route;
import io.headrace.console.server.Topics;
import io.headrace.console.verify.TablesVerdict;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import io.headrace.console.verify.VerifyTables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The tables of town.sql, from the catalogue of MySQL to indices that equal them, after changes to each. */
class TownIT {

    private static final String DATABASE = "town";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final Lab LAB = new Lab();

    @TempDir
    Path folder;

    @AfterEach
    void removeAll() throws SQLException {
        LAB.connect().delete("town-sink");
        LAB.connect().delete("town-source");
        LAB.sql("DROP DATABASE IF EXISTS " + DATABASE);
    }

    @Test
    void shouldCarryEveryTableOfATown() throws Exception {
        // Given
        createTown();

        // When
        Init.Result result = new Init(LAB.target(), LabConnect.folder())
                .run(new Init.Request(List.of("town.*"), List.of(), "", List.of(), false), folder, false);
        Lint.Report lint = lint();
        new ApplyTemplates(json()).run(LAB.target());
        ApplyConnectors apply = new ApplyConnectors(LAB.target(), connectors(), false);
        apply.apply(apply.diff(), PATIENCE);
        List<String> tables = result.tables().stream()
                .filter(table -> !table.index().isEmpty())
                .map(TableReport::table)
                .toList();
        changeEach(tables);

        // Then
        assertThat(lint.findings()).as("lint").isEmpty();
        assertThat(tables).hasSizeGreaterThan(40);
        assertThat(partitions("town.empty_one"))
                .as("of the topic of a table without rows, which its source has nothing to write to")
                .isEqualTo(6);
        TablesVerdict verdict = verify("town.*");
        assertThat(verdict.notCompared()).isEmpty();
        assertThat(verdict.tables()).extracting(Verdict::table).containsExactlyElementsOf(tables);
        assertThat(verdict.tables())
                .filteredOn(one -> one.outcome() != Verdict.Outcome.MATCH || one.isInPart())
                .isEmpty();
        shouldMissARowThatNoIdCanName();
    }

    private static void shouldMissARowThatNoIdCanName() throws SQLException {
        LAB.sql("INSERT INTO town.key_varchar VALUES ('', 1)");
        TablesVerdict verdicts = verify("town.key_varchar");
        assertThat(verdicts.notCompared()).isEmpty();
        Verdict verdict = verdicts.tables().get(0);
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.DRIFT);
        assertThat(verdict.missing()).containsExactly("");
    }

    private static int partitions(String table) {
        Route way = CarriedTables.of(LAB.target(), List.of(table)).ways().get(0);
        try (Topics topics = Topics.open(LAB.target())) {
            return topics.partitions(way.topic()).size();
        }
    }

    private static TablesVerdict verify(String pattern) {
        return new VerifyTables(LAB.target(), Verify.Options.of(pattern, null), line -> {})
                .run(CarriedTables.of(LAB.target(), List.of(pattern)));
    }

    private static void createTown() throws SQLException, IOException {
        LAB.sql(
                "CREATE DATABASE " + DATABASE + " CHARACTER SET utf8mb4",
                "GRANT SELECT ON " + DATABASE + ".* TO 'debezium'@'%'");
        try (InputStream file = TownIT.class.getResourceAsStream("town.sql");
                Connection mysql = LAB.mysql();
                Statement statement = mysql.createStatement()) {
            statement.execute("USE " + DATABASE);
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*\n", "");
            for (String sql : text.split(";\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    /** Of each table a row goes and comes back, another goes, and what may be NULL in a third becomes so. */
    private static void changeEach(List<String> tables) throws SQLException {
        try (Connection mysql = LAB.mysql();
                Statement statement = mysql.createStatement()) {
            statement.execute("USE " + DATABASE);
            statement.execute("SET foreign_key_checks = 0");
            for (String table : tables) {
                String name = "`" + table.substring(DATABASE.length() + 1) + "`";
                List<String> plain = columns(mysql, table, "GENERATION_EXPRESSION = ''");
                String all = String.join(", ", plain);
                statement.execute("CREATE TEMPORARY TABLE kept AS SELECT " + all + " FROM " + name + " LIMIT 1");
                statement.execute("DELETE FROM " + name + " LIMIT 1");
                statement.execute("INSERT INTO " + name + " (" + all + ") SELECT * FROM kept");
                statement.execute("DROP TEMPORARY TABLE kept");
                List<String> nullable =
                        columns(mysql, table, "GENERATION_EXPRESSION = '' AND IS_NULLABLE = 'YES' AND COLUMN_KEY = ''");
                if (!nullable.isEmpty()) {
                    statement.execute("UPDATE " + name + " SET " + nullable.get(0) + " = NULL LIMIT 1");
                }
                statement.execute("DELETE FROM " + name + " ORDER BY " + plain.get(0) + " DESC LIMIT 1");
            }
        }
    }

    private static List<String> columns(Connection mysql, String table, String condition) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = mysql.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE"
                        + " CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) = '" + table + "' AND " + condition
                        + " ORDER BY ORDINAL_POSITION")) {
            while (rows.next()) {
                columns.add("`" + rows.getString(1) + "`");
            }
        }
        return columns;
    }

    private Lint.Report lint() throws IOException {
        List<Lint.Source> sources = new ArrayList<>();
        for (Path file : json()) {
            sources.add(new Lint.Source(file.toString(), Files.readString(file)));
        }
        return new Lint(sources).check();
    }

    private List<Path> connectors() {
        return Stream.of("mysql-source.json", "elasticsearch-sink.json")
                .map(folder::resolve)
                .toList();
    }

    private List<Path> json() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
