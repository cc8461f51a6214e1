package io.headrace.console.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.junit.jupiter.api.Test;

/** How a failure of MySQL is told. */
class DatabaseTest {

    private final Database database = new Database(PipelineEndpoints.builder()
            .mysql("jdbc:mysql://ann:secret@db:3306/shop?useSSL=true", "ann", "secret")
            .build());

    @Test
    void shouldTellAServerThatIsSlowFromOneThatIsAway() {
        // When
        Problem slow = database.problem(new SQLTimeoutException("Statement cancelled"));
        Problem away = database.problem(new SQLException("Communications link failure", "08S01"));

        // Then
        assertThat(slow.kind()).isEqualTo(Problem.Kind.UNREACHABLE);
        assertThat(slow)
                .hasMessageContaining("jdbc:mysql://db:3306/shop did not answer a statement in time")
                .hasMessageContaining("PROCESSLIST")
                .hasMessageNotContaining("secret");
        assertThat(away).hasMessageContaining("does not answer at jdbc:mysql://db:3306/shop");
    }
}
