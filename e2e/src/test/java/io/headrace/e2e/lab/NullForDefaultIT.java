package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A null in a column that has a default is a null, whichever way the row came. */
class NullForDefaultIT {

    @RegisterExtension
    static final Lab lab = new Lab();

    @Test
    void shouldKeepNullsOfColumnsThatHaveDefaults() throws Exception {
        // Given
        Line line = lab.line("null_default").database();
        line.sql(
                "CREATE TABLE pref (id INT PRIMARY KEY, lang VARCHAR(5) DEFAULT 'en', score INT DEFAULT 7)",
                "INSERT INTO pref VALUES (1, NULL, NULL)");
        line.start();

        // When
        line.sql("INSERT INTO pref VALUES (2, NULL, NULL)", "INSERT INTO pref (id) VALUES (3)");
        line.awaitDelivered();

        // Then
        var documents = line.documents("pref");
        assertThat(documents).containsOnlyKeys("1", "2", "3");
        for (String id : new String[] {"1", "2"}) {
            JsonNode document = documents.get(id);
            assertThat(document.get("lang").isNull()).as("lang of row %s", id).isTrue();
            assertThat(document.get("score").isNull()).as("score of row %s", id).isTrue();
        }
        assertThat(documents.get("3").get("lang").asText()).isEqualTo("en");
        line.stop();
    }
}
