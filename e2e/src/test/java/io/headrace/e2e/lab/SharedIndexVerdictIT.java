package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.console.server.Problem;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What verify says, repairs and leaves alone where one index or one topic has the rows of several tables, or one alias several indices. */
class SharedIndexVerdictIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static Line line;

    @BeforeAll
    static void start() throws SQLException {
        line = LAB.line("several").database();
        for (String table : List.of("ada", "bob", "low", "high", "rolled", "`sales data`", "sales_data")) {
            line.sql("CREATE TABLE " + table + " (id INT PRIMARY KEY, v INT)");
        }
        line.sql(
                "INSERT INTO ada VALUES (1, 10), (2, 20)",
                "INSERT INTO bob VALUES (1, 11), (3, 30)",
                "INSERT INTO low VALUES (1, 1), (2, 2)",
                "INSERT INTO high VALUES (1001, 1), (1002, 2)",
                "INSERT INTO rolled VALUES (1, 1)",
                "INSERT INTO `sales data` VALUES (1, 1)");
        line.start();
    }

    @AfterAll
    static void stop() {
        line.stop();
    }

    @Test
    void shouldKnowItsOwnDocumentsByTheTemplateOfIds() throws SQLException {
        // Given
        String sink = "several-people";
        line.startSink(
                sink,
                List.of("ada", "bob"),
                Map.of("index", "several-people", "document.id.template", "${topic.table}:${key}"));
        for (String table : List.of("ada", "bob")) {
            Verdict verdict = verify(table, sink, false);
            assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Verdict.Outcome.MATCH);
            assertThat(verdict.isInPart()).as("%s", verdict).isFalse();
        }
        LAB.index().send("PUT", "/several-people/_doc/ada:99?refresh=true", "{\"id\":99,\"v\":1}");
        LAB.index().send("DELETE", "/several-people/_doc/bob:3?refresh=true", "");

        // When
        Verdict ofAda = verify("ada", sink, false);
        Verdict ofBob = verify("bob", sink, false);
        Verdict repaired = verify("ada", sink, true);

        // Then
        assertThat(ofAda.extra()).containsExactly("ada:99");
        assertThat(ofAda.missing()).isEmpty();
        assertThat(ofBob.missing()).containsExactly("bob:3");
        assertThat(ofBob.extra()).isEmpty();
        assertThat(repaired.outcome()).as("%s", repaired).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(LAB.index().documents("several-people")).containsOnlyKeys("ada:1", "ada:2", "bob:1");
        assertThat(verify("bob", sink, true).outcome()).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(LAB.index().documents("several-people")).containsOnlyKeys("ada:1", "ada:2", "bob:1", "bob:3");
    }

    @Test
    void shouldRemoveNothingWhereIdsDoNotTellTables() throws SQLException {
        // Given
        String sink = "several-ranges";
        line.startSink(sink, List.of("low", "high"), Map.of("index", "several-ranges", "index.sharing", "allow"));
        LAB.index().send("PUT", "/several-ranges/_doc/5?refresh=true", "{\"id\":5,\"v\":1}");
        LAB.index().send("DELETE", "/several-ranges/_doc/1001?refresh=true", "");

        // When
        Verdict low = verify("low", sink, true);
        Verdict high = verify("high", sink, true);

        // Then
        assertThat(low.outcome()).as("%s", low).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(low.isInPart()).isTrue();
        assertThat(low.notes())
                .anyMatch(note -> note.contains("documents without a row were not looked for")
                        && note.contains(line.topic("high"))
                        && note.contains("document.id.template"));
        assertThat(high.outcome()).as("%s", high).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(high.repair().missing()).isEqualTo(1);
        assertThat(LAB.index().documents("several-ranges")).containsOnlyKeys("1", "2", "5", "1001", "1002");
    }

    @Test
    void shouldRefuseToRepairWhatAnotherSinkWritesUnderTheSameIds() throws SQLException {
        // Given: no sink sees the other, and the first to write a document of a key has it
        line.startSink("several-clash-ada", List.of("ada"), Map.of("index", "clash"));
        line.startSink("several-clash-bob", List.of("bob"), Map.of("index", "clash"));

        // When
        Verdict found = verify("bob", "several-clash-bob", false);

        // Then
        assertThat(found.stale()).as("%s", found).containsExactly(new Verdict.Stale("1", List.of("v")));
        assertThatThrownBy(() -> verify("bob", "several-clash-bob", true))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("--repair of several.bob could overwrite documents of " + line.topic("ada"))
                .hasMessageContaining("document.id.template");
    }

    @Test
    void shouldRefuseAnAliasThatWasRolledOverInTheServersWords() throws SQLException {
        // Given
        String sink = "several-rolled";
        LAB.index().send("PUT", "/rolled-1", "{\"aliases\":{\"rolled\":{\"is_write_index\":true}}}");
        line.startSink(sink, List.of("rolled"), Map.of("index", "rolled", "resource.type", "alias"));
        assertThat(verify("rolled", sink, false).outcome()).isEqualTo(Verdict.Outcome.MATCH);

        // When
        LAB.index().send("POST", "/rolled/_rollover/rolled-2", "");

        // Then
        assertThatThrownBy(() -> verify("rolled", sink, false))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("rolled points to 2 indices: rolled-1, rolled-2")
                .hasMessageContaining("the server:")
                .hasMessageContaining("more than one ind");
    }

    @Test
    void shouldRefuseTablesThatShareATopicByTheirNames() {
        for (String table : List.of("sales data", "sales_data")) {
            assertThatThrownBy(() -> verify(table, line.sinkName(), true))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("several.sales data")
                    .hasMessageContaining("several.sales_data")
                    .hasMessageContaining("share one topic, several.several.sales_data")
                    .hasMessageContaining("table.exclude.list");
        }
    }

    private static Verdict verify(String table, String sink, boolean repair) {
        Verify.Options options =
                new Verify.Options("several." + table, null, Verify.PATIENCE, null, null, 0, repair, sink);
        return new Verify(LAB.target(), options, text -> {}).run();
    }
}
