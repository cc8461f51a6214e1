package io.headrace.console.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.demo.Workload;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shop at work that {@code ./cdc demo --rate} keeps going. */
abstract class WorkloadScenarios {

    private String before = "";

    @BeforeEach
    void remember() throws SQLException {
        before = Fixes.text("SELECT MAX(id) FROM orders");
    }

    @AfterEach
    void removeItsOrders() throws SQLException {
        Fixes.sql("DELETE FROM orders WHERE order_number LIKE 'LOAD-%' AND id > " + before);
        OperationsIT.awaitIdle();
    }

    @Test
    void shouldCommitWhatItCountsAtNoMoreThanItsRate() throws Exception {
        Workload.Worked worked = new Workload(OperationsIT.target, 40, Duration.ofSeconds(3), line -> {}).run();

        assertThat(worked.changes()).isEqualTo(worked.inserts() + worked.updates() + worked.deletes());
        assertThat(worked.changes()).isBetween(1L, 40L * 3 + 1);
        assertThat(worked.inserts()).isPositive();
        assertThat(worked.millis()).isGreaterThanOrEqualTo(3_000);
        assertThat(Fixes.text("SELECT COUNT(*) FROM orders WHERE order_number LIKE 'LOAD-%' AND id > " + before))
                .isEqualTo(Long.toString(worked.inserts() - worked.deletes()));
    }
}
