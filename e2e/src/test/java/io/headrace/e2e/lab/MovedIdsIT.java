package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.connector.Lifecycle;
import io.headrace.console.reindex.Reindex;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The steps of docs/identity.md from ids in base64 to digits, for those whose indices have the former. */
class MovedIdsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static Line line;

    @BeforeAll
    static void start() throws SQLException {
        line = LAB.line("moved").database();
        line.source().remove("key.converter.decimal.format");
        line.sql(
                "CREATE TABLE users (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO users (name) VALUES ('ada'), ('bob'), ('cyd')",
                "CREATE TABLE price (id DECIMAL(6,2) PRIMARY KEY, v INT)",
                "INSERT INTO price VALUES (1.50, 1), (2.25, 2), (9.00, 3)");
        LAB.index().send("PUT", "/people-v1", "{\"aliases\":{\"people\":{\"is_write_index\":true}}}");
        line.sink().put("topics.regex", "moved\\.moved\\.(marker|price)");
        line.start();
        line.startSink("moved-people", List.of("users"), Map.of("index", "people", "resource.type", "alias"));
        assertThat(LAB.index().documents("people")).containsKeys("AQ==", "Ag==", "Aw==");
    }

    @AfterAll
    static void stop() {
        line.stop();
    }

    @Test
    void shouldGoFromBase64ToDigitsByThePagesSteps() throws SQLException {
        // When: 1 and 2
        lifecycle(Lifecycle.Action.STOP, line.sourceName());
        line.source().put("key.converter.decimal.format", "NUMERIC");
        LAB.connect().put(line.sourceName(), line.source());
        lifecycle(Lifecycle.Action.RESUME, line.sourceName());
        line.sql(
                "UPDATE users SET name = 'eve' WHERE id = 1",
                "DELETE FROM users WHERE id = 2",
                "UPDATE price SET v = 5 WHERE id = 1.50",
                "DELETE FROM price WHERE id = 2.25");
        line.awaitRead("moved-people", List.of("users"));

        // Then
        assertThat(LAB.index().documents("people")).containsOnlyKeys("AQ==", "Ag==", "Aw==", "1");
        Verdict before = verify("price", false);
        assertThat(before.misnamed()).as("%s", before).isEqualTo(1);

        // When: 3, behind an alias
        Reindex reindex = new Reindex(
                LAB.target(),
                new Reindex.Options("moved.users", null, null, null, Reindex.From.SNAPSHOT, PATIENCE, null),
                text -> {});
        reindex.start();
        reindex.finish(false);

        // Then
        assertThat(LAB.index().documents("people")).containsOnlyKeys("1", "3");
        assertThat(verify("users", false).outcome()).isEqualTo(Verdict.Outcome.MATCH);

        // When: 3, in the index as it is
        Verdict repaired = verify("price", true);

        // Then
        assertThat(repaired.outcome()).as("%s", repaired).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(line.documents("price")).containsOnlyKeys("1.50", "9.00");

        // When: 3, by another index's name
        line.sink().put("topic.to.index", line.topic("price") + ":price-2");
        LAB.connect().put(line.sinkName(), line.sink());
        Verdict filled = verify("price", true);

        // Then
        assertThat(filled.outcome()).as("%s", filled).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(LAB.index().documents("price-2")).containsOnlyKeys("1.50", "9.00");
    }

    private static Verdict verify(String table, boolean repair) {
        Verify.Options options = Verify.Options.of("moved." + table, null);
        return new Verify(LAB.target(), repair ? options.withRepair() : options, text -> {}).run();
    }

    private static void lifecycle(Lifecycle.Action action, String connector) {
        new Lifecycle(LAB.target(), action, Lifecycle.Tasks.ALL, PATIENCE).run(List.of(connector));
    }
}
