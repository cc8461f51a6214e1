package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.cli.Main;
import io.headrace.console.server.Problem;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What verify says of tables with keys and columns of all kinds, and what its repair does and leaves alone. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VerdictIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static Line line;

    @BeforeAll
    static void start() throws SQLException {
        line = LAB.line("verdict").database();
        line.sink().put("fields.exclude", "partly.a");
        line.sql(
                // the first by name, and no source can read it again: it must not lead a snapshot
                "CREATE TABLE aaa (id INT PRIMARY KEY, v INT, hidden VARCHAR(9) INVISIBLE)",
                "INSERT INTO aaa (id, v, hidden) VALUES (1, 1, 'x')",
                "CREATE TABLE film (id INT PRIMARY KEY, y YEAR, f FLOAT, small TINYINT(1), z INT(6) ZEROFILL, d DATE)",
                "INSERT INTO film VALUES (1, 2006, 1.5, 1, 7, '2024-05-00'), (2, 1901, 0, 2, 8, NULL)",
                "CREATE TABLE stock (warehouse INT, article INT, n INT, PRIMARY KEY (warehouse, article))",
                "INSERT INTO stock VALUES (1, 100, 5), (2, 50, 6)",
                "CREATE TABLE reading (device INT, taken DATETIME(3), v DOUBLE, PRIMARY KEY (device, taken))",
                "INSERT INTO reading VALUES (7, '2026-05-01', 1.5), (7, '2026-07-01 12:30:15.250', 2.5)",
                "CREATE TABLE rate (cur ENUM('EUR','CHF'), tier DECIMAL(4,1), r INT, PRIMARY KEY (cur, tier))",
                "INSERT INTO rate VALUES ('CHF', 1.5, 10), ('EUR', 10.0, 20), ('EUR', 2.5, 30)",
                "CREATE TABLE slot (at TIMESTAMP, t TIME(1), s SET('a','b'), b BIT(9), v INT, PRIMARY KEY (at, t, s, b))",
                "INSERT INTO slot VALUES ('2026-07-01 12:30:15', '-10:00:00.5', 'a,b', 257, 1),"
                        + " ('2026-07-01 12:30:15', '00:00:00', '', 0, 2)",
                "CREATE TABLE users (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO users (name) VALUES ('ada'), ('bob')",
                "CREATE TABLE badge (code CHAR(6) NOT NULL, owner VARCHAR(20), UNIQUE KEY uq (code))",
                "INSERT INTO badge VALUES ('AA0001', 'eve')",
                "CREATE TABLE nokey (v INT)",
                "CREATE TABLE place (id INT PRIMARY KEY, name VARCHAR(20), partly JSON)",
                "INSERT INTO place VALUES (1, 'mill', JSON_OBJECT('a', 1, 'b', 2))",
                "CREATE TABLE spot (id INT PRIMARY KEY, partly JSON)",
                "INSERT INTO spot VALUES (1, JSON_OBJECT('a', 1, 'b', 2))",
                "SET SESSION sql_generate_invisible_primary_key = ON",
                "CREATE TABLE note (author VARCHAR(20), body VARCHAR(80))",
                "INSERT INTO note VALUES ('kim', 'first'), ('lee', 'second')");
        line.start();
    }

    @AfterAll
    static void stop() {
        line.stop();
    }

    @Test
    @Order(1)
    void shouldMatchTablesWithKeysAndValuesOfAllKinds() throws SQLException {
        line.sql(
                "INSERT INTO film VALUES (3, 2155, 1.25, 0, 9, '0000-00-00')",
                "UPDATE reading SET v = 9 WHERE taken > '2026-06-01'",
                "INSERT INTO users (name) VALUES ('cyd')",
                "UPDATE note SET body = 'second!' WHERE author = 'lee'");
        line.awaitDelivered();

        for (String table : List.of("film", "stock", "reading", "rate", "slot", "users", "badge", "note", "aaa")) {
            Verdict verdict = verify(table, false);
            assertThat(verdict.outcome()).as("%s: %s", table, verdict).isEqualTo(Verdict.Outcome.MATCH);
            assertThat(verdict.isInPart()).as("%s: %s", table, verdict).isFalse();
        }
    }

    @Test
    @Order(2)
    void shouldSendAgainWhatWasRemovedUnderKeysOfAllKinds() {
        for (String table : List.of("reading", "rate", "slot", "badge")) {
            String id = line.documents(table).keySet().iterator().next();
            remove(table, id);

            Verdict repaired = verify(table, true);

            assertThat(repaired.outcome()).as("%s: %s", table, repaired).isEqualTo(Verdict.Outcome.MATCH);
            assertThat(repaired.repair()).isNotNull();
            assertThat(repaired.repair().missing()).isEqualTo(1);
            assertThat(line.documents(table)).containsKey(id);
        }
        assertThat(line.failures())
                .as("a table with an invisible column led no snapshot")
                .isEmpty();
    }

    @Test
    @Order(3)
    void shouldTellAColumnThatWasAddedWithADefaultAndSendIt() throws SQLException {
        line.sql("ALTER TABLE users ADD COLUMN region VARCHAR(10) NOT NULL DEFAULT 'UNKNOWN', ALGORITHM=INSTANT");
        line.awaitDelivered();

        Verdict verdict = verify("users", false);
        assertThat(verdict.stale()).extracting(Verdict.Stale::fields).containsOnly(List.of("region"));
        assertThat(verdict.stale()).hasSize(3);
        assertThat(verdict.notes()).anyMatch(note -> note.startsWith("region: not in the document"));

        assertThat(verify("users", true).outcome()).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(line.documents("users").values())
                .allMatch(document -> document.path("region").asText().equals("UNKNOWN"));
    }

    @Test
    @Order(4)
    void shouldMoveADocumentOfAnotherRuleToTheIdOfItsRow() {
        JsonNode row = line.documents("stock").get("1:100");
        remove("stock", "1:100");
        LAB.index().send("PUT", "/" + line.topic("stock") + "/_doc/100:1?refresh=true", row.toString());
        Verdict before = verify("stock", false);
        assertThat(before.outcome()).isEqualTo(Verdict.Outcome.DRIFT);
        assertThat(before.misnamed()).as("%s", before).isEqualTo(1);

        Verdict verdict = verify("stock", true);

        assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(line.documents("stock")).containsKey("1:100").doesNotContainKey("100:1");
    }

    @Test
    @Order(5)
    void shouldRefuseWhatWouldKillTheSourceOrHasNoKey() {
        remove("aaa", "1");

        assertThatThrownBy(() -> verify("aaa", true))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("verdict.aaa")
                .hasMessageContaining("hidden are INVISIBLE")
                .hasMessageContaining("column.exclude.list");
        assertThatThrownBy(() -> verify("nokey", false))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("verdict.nokey has no key");
    }

    @Test
    @Order(6)
    void shouldSendAllRowsWhereThereIsNoIndex() {
        LAB.index().send("DELETE", "/" + line.topic("film"), "");

        Verdict verdict = verify("film", false);
        assertThat(verdict.missing()).containsExactly("1", "2", "3");
        assertThat(verify("film", true).outcome()).isEqualTo(Verdict.Outcome.MATCH);
    }

    @Test
    @Order(7)
    void shouldComeBackToEqualAfterALargeTableWasTruncated() throws SQLException {
        // Given
        line.sql(
                "CREATE TABLE bulk (id INT PRIMARY KEY, v INT)",
                "SET SESSION cte_max_recursion_depth = 100000",
                "INSERT INTO bulk WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)"
                        + " SELECT i, i FROM n");
        line.awaitDelivered();
        line.sql("TRUNCATE TABLE bulk", "INSERT INTO bulk VALUES (1, 1), (30000, 2)");
        line.awaitDelivered();

        // When
        Verdict repaired = verify("bulk", true);

        // Then
        assertThat(repaired.outcome()).as("%s", repaired.reason()).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(line.documents("bulk")).containsOnlyKeys("1", "30000");
    }

    @Test
    @Order(8)
    void shouldEndWithACodeOfItsOwnForEachVerdict(@TempDir Path home) throws IOException {
        profile(home);

        assertThat(run(home, "--table", "verdict.rate")).startsWith("0 ").contains("MATCH", "3 columns (");
        assertThat(run(home, "--table", "verdict.rate", "--strict")).startsWith("0 ");
        assertThat(run(home, "--table", "verdict.place"))
                .startsWith("7 ")
                .contains("MATCH: every row equals its document in 2 of 3 columns", "not compared: partly");
        assertThat(run(home, "--table", "verdict.place", "--strict")).startsWith("4 ");
        assertThat(run(home, "--table", "verdict.spot"))
                .startsWith("6 ")
                .contains("INCONCLUSIVE: of 2 columns only the key could be compared, not partly");
        assertThat(run(home, "--table", "verdict.spot", "--strict")).startsWith("6 ");
        assertThat(run(home, "--table", "verdict.nokey")).startsWith("1 ").contains("verdict.nokey has no key");

        remove("rate", line.documents("rate").keySet().iterator().next());
        assertThat(run(home, "--table", "verdict.rate")).startsWith("4 ").contains("DRIFT: 1 missing");
        assertThat(run(home, "--table", "verdict.rate", "--repair"))
                .startsWith("0 ")
                .contains("1 rows resent");
    }

    /** What a user of the command line has: the password is in a file. */
    private static void profile(Path home) throws IOException {
        Path secret = Files.writeString(home.resolve("secret"), LAB.target().mysqlPassword());
        Path profiles = Files.createDirectories(home.resolve(".cdc/profiles"));
        Files.writeString(profiles.resolve("lab.yaml"), """
                connect: {url: "%s"}
                kafka: {bootstrap: "%s"}
                mysql: {url: "%s", user: "%s", password: "${file:%s}"}
                elasticsearch: {url: "%s"}
                """.formatted(
                        LAB.target().connect(),
                        LAB.target().bootstrapServers(),
                        LAB.target().jdbcUrl(),
                        LAB.target().mysqlUser(),
                        secret,
                        LAB.target().elasticsearch()));
    }

    /** The code that the process would end with, and what it prints. */
    private static String run(Path home, String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said, true);
        String before = System.getProperty("headrace.home", ".");
        System.setProperty("headrace.home", home.toString());
        try {
            List<String> command = new ArrayList<>(List.of("verify", "--profile", "lab"));
            command.addAll(List.of(arguments));
            return Main.run(out, out, command.toArray(String[]::new)) + " " + said;
        } finally {
            System.setProperty("headrace.home", before);
        }
    }

    private static void remove(String table, String id) {
        LAB.index()
                .send(
                        "DELETE",
                        "/" + line.topic(table) + "/_doc/"
                                + java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8)
                                        .replace("+", "%20")
                                + "?refresh=true",
                        "");
    }

    private static Verdict verify(String table, boolean repair) {
        Verify.Options options = Verify.Options.of("verdict." + table, null);
        return new Verify(LAB.target(), repair ? options.withRepair() : options, text -> {}).run();
    }
}
