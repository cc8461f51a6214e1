package io.headrace.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.reindex.ReindexFill;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which columns a table's rows are known by, and whether a topic of a table that was altered has all of them. */
class TableKeyTest {

    private static final TableKey.Described ID = column("id", true);
    private static final TableKey.Described CODE = column("code", true);

    @Test
    void shouldTakeThePrimaryKeyBeforeAUniqueOne() {
        TableKey table = new TableKey(List.of(ID, CODE), Map.of("PRIMARY", List.of("id"), "uq", List.of("code")));

        assertThat(table.key("lab.badge", "")).containsExactly(ID);
    }

    @Test
    void shouldTakeTheUniqueKeyWithoutNullThatMysqlTakes() {
        TableKey table = new TableKey(
                List.of(CODE, column("owner", false)), Map.of("a", List.of("owner"), "uq", List.of("code")));

        assertThat(table.key("lab.badge", "")).containsExactly(CODE);
    }

    @Test
    void shouldTakeTheColumnsThatTheSourceNames() {
        TableKey table = new TableKey(List.of(ID, CODE), Map.of("PRIMARY", List.of("id")));

        assertThat(table.key("lab.badge", "lab.other:x;lab\\.b.*:code")).containsExactly(CODE);
    }

    @Test
    void shouldSayThatATableHasNoKey() {
        TableKey none = new TableKey(List.of(column("owner", false)), Map.of());

        assertThatThrownBy(() -> none.key("lab.badge", ""))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("lab.badge has no key");
        assertThatThrownBy(() -> new TableKey(List.of(), Map.of()).key("lab.bagde", ""))
                .as("a wrong name")
                .hasMessageContaining("lab.bagde does not exist");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "TRUNCATE TABLE bulk | true",
                "ALTER TABLE `bulk` ADD COLUMN region VARCHAR(9) | true",
                "ALTER TABLE hit DROP PARTITION p24 | false",
                "CREATE TABLE bulk (id INT) | false",
                "RENAME TABLE bulk TO bulk_old, _bulk_gho TO bulk | true",
                "ALTER TABLE bulk_2 ADD x INT | false"
            })
    void shouldKnowTheStatementsAfterWhichATopicIsNotComplete(String ddl, boolean isOf) throws Exception {
        Route route = new Route("lab.bulk", "source", "p", "p.lab.bulk", "sink", "connect-sink", "bulk");
        JsonNode change = Rest.JSON.readTree("{\"source\":{\"snapshot\":\"false\"},\"databaseName\":\"lab\",\"ddl\":\""
                + ddl + "\",\"tableChanges\":[]}");

        assertThat(ReindexFill.isOf(route, change)).isEqualTo(isOf);
    }

    private static TableKey.Described column(String name, boolean isOfTheKey) {
        return new TableKey.Described(name, "int", "int", false, isOfTheKey, false);
    }
}
