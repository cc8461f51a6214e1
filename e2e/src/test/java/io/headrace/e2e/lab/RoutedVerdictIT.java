package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What verify says of documents whose shard a column decides, and of what was left under routes that rows have left. */
class RoutedVerdictIT {

    private static final String SINK = "routes-lines";
    private static final String INDEX = "lines";

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static Line line;

    @BeforeAll
    static void moveHalfOfTheRows() throws SQLException {
        line = LAB.line("routes").database();
        line.sql(
                "CREATE TABLE line2 (id INT PRIMARY KEY, doc INT, v INT)",
                "INSERT INTO line2 WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)"
                        + " SELECT i, 1 + i % 10, i FROM n");
        LAB.index().send("PUT", "/" + INDEX, "{\"settings\":{\"number_of_shards\":3,\"number_of_replicas\":0}}");
        line.start();
        line.startSink(
                SINK, List.of("line2"), Map.of("index", INDEX, "routing", "value_field", "routing.field", "doc"));
        line.sql("UPDATE line2 SET doc = doc + 1 WHERE id <= 15", "DELETE FROM line2 WHERE id BETWEEN 20 AND 22");
        line.awaitRead(SINK, List.of("line2"));
    }

    @AfterAll
    static void stop() {
        line.stop();
    }

    @Test
    void shouldFindAndSendRoutedDocumentsAgain() {
        // Given
        Verdict before = verify(false);
        assertThat(before.outcome()).as("%s", before).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(before.documents()).isEqualTo(27);
        LAB.index()
                .send(
                        "DELETE",
                        "/" + INDEX + "/_doc/5?refresh=true&routing="
                                + routes("5").get(0),
                        "");

        // When
        Verdict missing = verify(false);
        Verdict repaired = verify(true);

        // Then
        assertThat(missing.missing()).containsExactly("5");
        assertThat(repaired.outcome()).as("%s", repaired).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(routes("5")).containsExactly("7");
    }

    @Test
    void shouldNameCopiesUnderOtherRoutesAndRemoveThem() {
        // Given: one as it was before the row moved, one equal to the row, and a row without any to hide the surplus
        copy("7", "{\"id\":7,\"doc\":8,\"v\":7}");
        copy("8", "{\"id\":8,\"doc\":10,\"v\":8}");
        LAB.index()
                .send(
                        "DELETE",
                        "/" + INDEX + "/_doc/9?refresh=true&routing="
                                + routes("9").get(0),
                        "");

        // When
        Verdict found = verify(false);
        Verdict repaired = verify(true);

        // Then
        assertThat(found.missing()).containsExactly("9");
        assertThat(found.stale())
                .containsExactly(
                        new Verdict.Stale("7", List.of("_routing")), new Verdict.Stale("8", List.of("_routing")));
        assertThat(found.notes()).anyMatch(note -> note.contains("2 rows have a document under more than one route"));
        assertThat(repaired.outcome()).as("%s", repaired).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(repaired.repair().removed()).isEqualTo(2);
        assertThat(routes("7")).containsExactly("9");
        assertThat(routes("8")).containsExactly("10");
    }

    @Test
    void shouldRemoveEveryCopyOfARowThatIsGone() {
        // Given
        copy("20", "{\"id\":20,\"doc\":1,\"v\":20}");
        copy("20", "{\"id\":20,\"doc\":2,\"v\":20}");
        assertThat(routes("20")).hasSize(2);

        // When
        Verdict repaired = verify(true);

        // Then
        assertThat(repaired.outcome()).as("%s", repaired).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(repaired.repair().extra()).isEqualTo(1);
        assertThat(routes("20")).isEmpty();
    }

    @Test
    void shouldFindWhatASinkHasLeftThatRoutedOnce() throws SQLException {
        // Given
        String index = "lines-once-routed";
        LAB.index().send("PUT", "/" + index, "{\"settings\":{\"number_of_shards\":3,\"number_of_replicas\":0}}");
        line.startSink("routes-plain", List.of("line2"), Map.of("index", index));
        JsonNode right = LAB.index().document(index, 3).orElseThrow();
        copyTo(index, "3", right.toString());

        // When
        Verdict found = verify("routes-plain", false);
        Verdict repaired = verify("routes-plain", true);

        // Then
        assertThat(found.stale()).containsExactly(new Verdict.Stale("3", List.of("_routing")));
        assertThat(repaired.outcome()).as("%s", repaired).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(LAB.index().document(index, 3))
                .as("where a read by id looks")
                .contains(right);
    }

    @Test
    void shouldBringDocumentsUnderTheRouteThatIsNew() throws SQLException {
        // Given: written before the sink routes; reads with a route miss most of them
        String index = "lines-before-routes";
        LAB.index().send("PUT", "/" + index, "{\"settings\":{\"number_of_shards\":3,\"number_of_replicas\":0}}");
        line.startSink("routes-later", List.of("line2"), Map.of("index", index));
        assertThat(verify("routes-later", false).outcome()).isEqualTo(Verdict.Outcome.MATCH);
        line.startSink(
                "routes-later",
                List.of("line2"),
                Map.of("index", index, "routing", "value_field", "routing.field", "doc"));

        // When
        Verdict found = verify("routes-later", false);
        Verdict repaired = verify("routes-later", true);

        // Then
        assertThat(found.stale()).hasSize(27).allMatch(stale -> stale.fields().equals(List.of("_routing")));
        assertThat(repaired.outcome()).as("%s", repaired).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(repaired.documents()).isEqualTo(27);
    }

    private static void copy(String id, String document) {
        copyTo(INDEX, id, document);
    }

    /** Puts a document beside those that have this id: on a shard where there is none. */
    private static void copyTo(String index, String id, String document) {
        for (int route = 100; route < 200; route++) {
            JsonNode answer = LAB.index()
                    .send("PUT", "/" + index + "/_create/" + id + "?refresh=true&routing=" + route, document);
            if (answer.path("result").asText().equals("created")) {
                return;
            }
        }
        throw new AssertionError("Every shard of " + index + " has a document " + id);
    }

    private static List<String> routes(String id) {
        LAB.index().send("POST", "/" + INDEX + "/_refresh", "");
        return LAB.index()
                .send("GET", "/" + INDEX + "/_search", "{\"query\":{\"ids\":{\"values\":[\"" + id + "\"]}}}")
                .at("/hits/hits")
                .findValuesAsText("_routing");
    }

    private static Verdict verify(boolean repair) {
        return verify(SINK, repair);
    }

    private static Verdict verify(String sink, boolean repair) {
        Verify.Options options = new Verify.Options("routes.line2", null, Verify.PATIENCE, null, null, 0, repair, sink);
        return new Verify(LAB.target(), options, text -> {}).run();
    }
}
