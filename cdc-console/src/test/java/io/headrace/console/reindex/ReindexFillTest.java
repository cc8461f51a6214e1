package io.headrace.console.reindex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.pipeline.Route;
import io.headrace.console.server.Rest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a topic still has every row of a table that was altered. */
class ReindexFillTest {

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
}
