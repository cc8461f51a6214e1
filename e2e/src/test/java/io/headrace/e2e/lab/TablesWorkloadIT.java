package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.workload.TablesWorkload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Made-up rows for the tables of town.sql, whose own rows stay as they are. */
class TablesWorkloadIT {

    private static final String DATABASE = "town_at_work";

    /** Their keys have few values: there is room for no other row, or for two that may be gone at the end. */
    private static final Set<String> FEW_KEYS = Set.of(DATABASE + ".key_enum", DATABASE + ".membership");

    @RegisterExtension
    static final Lab LAB = new Lab();

    @AfterEach
    void removeAll() throws SQLException {
        LAB.sql("DROP DATABASE IF EXISTS " + DATABASE);
    }

    @Test
    void shouldChangeItsOwnRowsOnlyAndSayWhichTablesItPassesOver() throws Exception {
        // Given
        createTown();
        Map<String, List<String>> before = rows();

        // When
        TablesWorkload.Worked worked =
                new TablesWorkload(LAB.target(), before.keySet(), 1_000, Duration.ofSeconds(4), line -> {}).run();

        // Then
        Map<String, List<String>> after = rows();
        Map<String, String> passedOver = new TreeMap<>(worked.passedOver());
        passedOver.keySet().removeAll(FEW_KEYS);
        assertThat(passedOver)
                .as("%s", worked)
                .containsOnlyKeys(DATABASE + ".key_generated", DATABASE + ".keyless", DATABASE + ".with_trigger");
        assertThat(worked.tables()).hasSize(before.size() - worked.passedOver().size());
        before.forEach((table, rows) -> assertThat(after.get(table)).as(table).containsAll(rows));
        worked.tables().stream()
                .filter(table -> !FEW_KEYS.contains(table))
                .forEach(table -> assertThat(after.get(table).size())
                        .as(table)
                        .isGreaterThan(before.get(table).size()));
        assertThat(worked.updates()).isPositive();
        assertThat(worked.deletes()).isPositive();
        assertThat(after.values().stream().mapToInt(List::size).sum()
                        - before.values().stream().mapToInt(List::size).sum())
                .isEqualTo((int) (worked.inserts() - worked.deletes()));
    }

    private static void createTown() throws SQLException, IOException {
        LAB.sql("CREATE DATABASE " + DATABASE + " CHARACTER SET utf8mb4");
        try (InputStream file = TablesWorkloadIT.class.getResourceAsStream("town.sql");
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

    /** Every row of every table as text. */
    private static Map<String, List<String>> rows() throws SQLException {
        Map<String, List<String>> all = new TreeMap<>();
        try (Connection mysql = LAB.mysql();
                Statement statement = mysql.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery("SELECT TABLE_NAME FROM information_schema.TABLES WHERE"
                    + " TABLE_SCHEMA = '" + DATABASE + "' AND TABLE_TYPE = 'BASE TABLE'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (String table : tables) {
                all.put(DATABASE + "." + table, rows(statement, table));
            }
        }
        return all;
    }

    private static List<String> rows(Statement statement, String table) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + DATABASE + ".`" + table + "`")) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append('|').append(rows.getString(i));
                }
                found.add(row.toString());
            }
        }
        return found;
    }
}
