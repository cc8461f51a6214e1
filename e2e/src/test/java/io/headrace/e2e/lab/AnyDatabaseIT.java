package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.connector.ApplyConnectors;
import io.headrace.console.connector.ApplyTemplates;
import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.init.FileChange;
import io.headrace.console.init.Init;
import io.headrace.console.init.TableReport;
import io.headrace.console.lint.Lint;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import io.headrace.console.validate.Validate;
import io.headrace.console.validate.Validation;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code init} writes for tables that nobody prepared runs as it is, to MATCH, and finds rows by every kind of column. */
class AnyDatabaseIT {

    private static final String DATABASE = "any_Shop-1";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Counts the transactions of other tests on the same server too. */
    private static final String SINCE_SERVER_START = "XA transactions since server start";

    /** InnoDB's limit. */
    private static final int MOST_COLUMNS = 1_017;

    @RegisterExtension
    static final Lab LAB = new Lab();

    @TempDir
    Path folder;

    @BeforeEach
    void createTables() throws SQLException {
        LAB.sql(
                "CREATE DATABASE IF NOT EXISTS `" + DATABASE + "` CHARACTER SET utf8mb4",
                "GRANT SELECT ON `any\\_Shop-1`.* TO 'debezium'@'%'",
                "USE `" + DATABASE + "`",
                "CREATE TABLE numbers (id BIGINT UNSIGNED PRIMARY KEY, t TINYINT, tu TINYINT UNSIGNED, s SMALLINT UNSIGNED,"
                        + " m MEDIUMINT, i INT UNSIGNED, b BIGINT, y YEAR, bits BIT(10), flag TINYINT(1), bit1 BIT(1),"
                        + " f FLOAT, d DOUBLE, price DECIMAL(12,2), whole DECIMAL(18,0), wide DECIMAL(30,10))",
                "CREATE TABLE times (d DATE NOT NULL, at DATETIME(6) NOT NULL, stamp TIMESTAMP(6) NULL, short DATETIME,"
                        + " t TIME(3), PRIMARY KEY (d, at))",
                "CREATE TABLE texts (code VARCHAR(10) COLLATE utf8mb4_bin PRIMARY KEY, name VARCHAR(200), prose TEXT,"
                        + " state ENUM('open','shut'), tags SET('a','b','c'), e_mail VARCHAR(100), old VARCHAR(50) CHARACTER SET"
                        + " latin1, FULLTEXT KEY (prose))",
                "CREATE TABLE shapes (id INT PRIMARY KEY, place POINT SRID 4326, area POLYGON SRID 4326, plan POINT SRID 0,"
                        + " attributes JSON, photo BLOB, item_uuid BINARY(16), hash VARBINARY(32), KEY (hash))",
                "CREATE TABLE `order` (`group` INT NOT NULL, `key` INT NOT NULL, `select` INT, UNIQUE KEY u (`group`, `key`))",
                "CREATE TABLE `Ord$er.lines` (id INT PRIMARY KEY, `a.b` INT, `_id` INT, `größe` INT)",
                "CREATE TABLE `заказ` (`номер` INT PRIMARY KEY, `имя` VARCHAR(20))",
                "CREATE TABLE child (id INT PRIMARY KEY, parent BIGINT UNSIGNED, g INT AS (id + 1) VIRTUAL, FOREIGN KEY"
                        + " (parent) REFERENCES numbers (id) ON DELETE CASCADE) ",
                "CREATE TABLE keyless (a INT)",
                "CREATE TABLE widest (id INT PRIMARY KEY, "
                        + IntStream.rangeClosed(1, MOST_COLUMNS - 1)
                                .mapToObj(i -> "c" + i + " TINYINT DEFAULT " + i % 100)
                                .collect(Collectors.joining(", "))
                        + ")",
                "INSERT INTO widest (id) VALUES (1)",
                "INSERT INTO numbers VALUES (18446744073709551615, -128, 255, 65535, -8388608, 4294967295,"
                        + " -9223372036854775808, 2026, b'1000000001', 1, b'1', 1.5, 2.25, 1234567890.12,"
                        + " 999999999999999999, 12345678901234567890.0123456789), (1, 1, 1, 1, 1, 1, 1, 1999, 0, 0, 0, 0.1, 0.1,"
                        + " 19.99, 1, 0.5)",
                "INSERT INTO times VALUES ('1815-12-10', '1000-01-01 00:00:00.000001', '2026-12-01 00:00:00.123456',"
                        + " '9999-12-31 23:59:59', '-100:00:00.5'), ('2026-12-01', '2026-12-01 10:11:12.123456', NULL, NULL, NULL)",
                "INSERT INTO texts VALUES ('A-1', 'The quick brown Fox', 'It jumped over the lazy dog', 'open', 'a,c',"
                        + " 'ada@example.com', 'é'), ('a-1', NULL, NULL, NULL, NULL, NULL, NULL)",
                "INSERT INTO shapes VALUES (1, ST_GeomFromText('POINT(47.37 8.54)', 4326), ST_GeomFromText('POLYGON((47 8, 47"
                        + " 9, 48 9, 48 8, 47 8))', 4326), ST_GeomFromText('POINT(9000 9000)'), '{\"colour\": \"red\"}',"
                        + " x'0102', x'00112233445566778899aabbccddeeff', x'0a0b'), (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
                "INSERT INTO `order` VALUES (1, 2, 3)",
                "INSERT INTO `Ord$er.lines` VALUES (1, 2, 3, 4)",
                "INSERT INTO `заказ` VALUES (1, 'Анна')",
                "INSERT INTO child (id, parent) VALUES (1, 1)");
    }

    @AfterEach
    void removeAll() throws SQLException {
        LAB.connect().delete("any-sink");
        LAB.connect().delete("any-source");
        LAB.sql("DROP DATABASE `" + DATABASE + "`");
    }

    @Test
    void shouldCarryTablesThatNobodyPrepared() throws Exception {
        // When
        Init.Result result = init(request("any"));
        List<Path> files = json();
        Lint.Report lint = lint(files);
        new ApplyTemplates(files).run(LAB.target());
        Validation validation = new Validate(LAB.target(), connectors(), false).run();
        ApplyConnectors apply = new ApplyConnectors(LAB.target(), connectors(), false);
        apply.apply(apply.diff(), PATIENCE);
        LAB.sql(
                "USE `" + DATABASE + "`",
                "UPDATE numbers SET price = 20 WHERE id = 1",
                "DELETE FROM texts WHERE code = 'a-1'",
                "UPDATE `order` SET `key` = 9 WHERE `key` = 2",
                "INSERT INTO `заказ` VALUES (2, 'Борис')");

        // Then
        assertThat(lint.findings()).as("lint").isEmpty();
        assertThat(lint.skipped()).as("not looked at by lint").isEmpty();
        assertThat(validation.checks())
                .filteredOn(check ->
                        check.result() == Diagnosis.Result.FAILED || check.result() == Diagnosis.Result.WARNING)
                .extracting(Diagnosis.Check::about)
                .filteredOn(about -> !about.equals(SINCE_SERVER_START))
                .as("all that is wrong is in the database itself")
                .containsExactly("foreign keys of " + DATABASE + ".child");
        Map<String, Verdict.Outcome> outcomes = new TreeMap<>();
        for (TableReport table : result.tables()) {
            if (!table.index().isEmpty()) {
                outcomes.put(table.table(), verify(table.table()).outcome());
            }
        }
        assertThat(outcomes)
                .hasSize(9)
                .allSatisfy((table, outcome) -> assertThat(outcome).as(table).isEqualTo(Verdict.Outcome.MATCH));
        assertThat(result.tables())
                .filteredOn(table -> table.index().isEmpty())
                .extracting(TableReport::table)
                .containsExactly(DATABASE + ".keyless");
        assertFinds();
    }

    private static void assertFinds() {
        assertThat(new SearchRest(LAB.target())
                        .rest()
                        .post("/any_shop-1-*/_refresh", "")
                        .ok())
                .isTrue();
        String numbers = "any_shop-1-numbers";
        assertThat(ids(numbers, "id:18446744073709551615")).containsExactly("18446744073709551615");
        assertThat(ids(numbers, "price:20.00")).containsExactly("1");
        assertThat(ids(numbers, "price:[1234567890.11 TO 1234567890.13]")).containsExactly("18446744073709551615");
        assertThat(ids(numbers, "flag:true AND bit1:true")).containsExactly("18446744073709551615");
        assertThat(ids(numbers, "wide:\"12345678901234567890.0123456789\"")).containsExactly("18446744073709551615");
        assertThat(ids(numbers, "wide.number:[0 TO 1]")).containsExactly("1");
        String texts = "any_shop-1-texts";
        assertThat(ids(texts, "code:\"A-1\"")).containsExactly("A-1");
        assertThat(ids(texts, "name:fox")).containsExactly("A-1");
        assertThat(ids(texts, "name.keyword:\"The quick brown Fox\"")).containsExactly("A-1");
        assertThat(ids(texts, "prose:jumped AND tags:c AND state:open")).containsExactly("A-1");
        String times = "any_shop-1-times";
        assertThat(ids(times, "d:1815-12-10")).hasSize(1);
        assertThat(ids(times, "at:[2026-12-01T10:11:12 TO 2026-12-01T10:11:13]"))
                .hasSize(1);
        assertThat(ids(times, "t:\"-100:00:00.5\"")).hasSize(1);
        String shapes = "any_shop-1-shapes";
        assertThat(ids(shapes, "item_uuid:\"00112233-4455-6677-8899-aabbccddeeff\""))
                .containsExactly("1");
        assertThat(ids(shapes, "attributes.colour:red")).containsExactly("1");
        assertThat(near(shapes)).containsExactly("1");
        assertThat(ids("any_shop-1-ord$er.lines", "a.b:2 AND id_column:3 AND größe:4"))
                .containsExactly("1");
        assertThat(ids("any_shop-1-заказ", "имя:Борис")).containsExactly("2");
    }

    @Test
    void shouldWriteTheSameBytesAndKeepWhatAPersonChanged() throws Exception {
        // Given
        init(request("any"));
        Map<String, String> first = texts();
        Path sink = folder.resolve("elasticsearch-sink.json");

        // When
        Init.Result again = init(request("any"));
        Map<String, String> second = texts();
        Files.writeString(sink, Files.readString(sink).replace("\"tasks.max\": \"1\"", "\"tasks.max\": \"2\""));
        LAB.sql("CREATE TABLE `" + DATABASE + "`.later (id INT PRIMARY KEY)");
        Init.Result later = init(request("any"));

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(again.files()).extracting(FileChange::kind).containsOnly(FileChange.Kind.UNCHANGED);
        assertThat(later.files())
                .filteredOn(file -> file.kind() == FileChange.Kind.NEW)
                .extracting(FileChange::file)
                .containsExactly("any_shop-1-later-template.json");
        JsonNode config = Rest.JSON.readTree(Files.readString(sink)).path("config");
        assertThat(config.path("tasks.max").asText()).isEqualTo("2");
        assertThat(config.path("topics").asText()).contains("any.any_Shop-1.later");
    }

    @Test
    void shouldRefuseWhatCannotHaveAnIndexOfItsOwn() throws SQLException {
        LAB.sql("CREATE TABLE `" + DATABASE + "`.`Numbers` (id INT PRIMARY KEY)");
        assertThatThrownBy(() -> init(request("any")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(DATABASE + ".Numbers and " + DATABASE + ".numbers would share the index");
        assertThat(texts()).as("files").isEmpty();
    }

    @Test
    void shouldSayThatATableIsTakenAlong() throws SQLException {
        LAB.sql("CREATE TABLE `" + DATABASE + "`.`Numbers` (id INT PRIMARY KEY)");
        Init.Result result = init(new Init.Request(List.of(DATABASE + ".numbers"), List.of(), "any", List.of(), false));
        assertThat(result.notes()).anyMatch(note -> note.startsWith(DATABASE + ".Numbers is captured too"));
    }

    private Init.Result init(Init.Request request) {
        return new Init(LAB.target(), LabConnect.folder()).run(request, folder, false);
    }

    private static Init.Request request(String prefix) {
        return new Init.Request(List.of(DATABASE + ".*"), List.of(), prefix, List.of(), false);
    }

    private static Verdict verify(String table) {
        return new Verify(LAB.target(), Verify.Options.of(table, null), text -> {}).run();
    }

    private static Lint.Report lint(List<Path> files) throws IOException {
        List<Lint.Source> sources = new ArrayList<>();
        for (Path file : files) {
            sources.add(new Lint.Source(file.toString(), Files.readString(file)));
        }
        return new Lint(sources).check();
    }

    private List<Path> connectors() {
        return List.of(folder.resolve("mysql-source.json"), folder.resolve("elasticsearch-sink.json"));
    }

    private List<Path> json() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return texts;
    }

    /** Ids of what a query string finds. */
    private static List<String> ids(String index, String query) {
        return hits(new SearchRest(LAB.target())
                .rest()
                .get("/" + SearchRest.path(index) + "/_search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8)));
    }

    private static List<String> near(String index) {
        return hits(new SearchRest(LAB.target())
                .rest()
                .post(
                        "/" + SearchRest.path(index) + "/_search",
                        "{\"query\":{\"geo_distance\":{\"distance\":\"10km\",\"place\":{\"lat\":47.4,\"lon\":8.5}}}}"));
    }

    private static List<String> hits(Rest.Answer answer) {
        assertThat(answer.ok()).as(answer.toString()).isTrue();
        List<String> ids = new ArrayList<>();
        answer.body()
                .path("hits")
                .path("hits")
                .forEach(hit -> ids.add(hit.path("_id").asText()));
        return ids;
    }
}
