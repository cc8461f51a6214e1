package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The table's columns change while rows change, and the index is right afterwards. */
class AlterTableIT {

    private static final List<String> DDL = List.of(
            "ALTER TABLE orders ADD COLUMN priority INT NULL",
            "ALTER TABLE orders RENAME COLUMN notes TO remarks",
            "ALTER TABLE orders MODIFY COLUMN total DECIMAL(20,4) NOT NULL",
            "ALTER TABLE orders ADD COLUMN gift TINYINT(1) NOT NULL DEFAULT 0",
            "ALTER TABLE orders DROP COLUMN gift");

    @RegisterExtension
    static final Pipeline pipeline = new Pipeline();

    @Test
    void shouldBeRightAfterColumnsWereAddedRenamedWidenedAndDroppedUnderLoad() throws Exception {
        try (Workload workload = Workload.start(pipeline::mysql, 150);
                Connection mysql = pipeline.mysql();
                Statement statement = mysql.createStatement()) {
            for (String ddl : DDL) {
                workload.awaitFurther(150);
                statement.execute(ddl);
            }
            workload.awaitFurther(150);
            workload.stop();

            // Rows that nobody touched since then still have a document of the old shape: MySQL logs no change for
            // them.
            statement.executeUpdate("UPDATE orders SET priority = id % 5, total = total + 0.0001");
            statement.executeUpdate("UPDATE orders SET remarks = 'seen after the rename' WHERE id = 1");

            pipeline.verify();
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                JsonNode first = pipeline.index().document("orders", 1).orElseThrow();
                assertThat(first.path("remarks").asText()).isEqualTo("seen after the rename");
                assertThat(first.has("notes")).as("the old name is gone").isFalse();
                assertThat(first.path("priority").asInt()).isEqualTo(1);
                // A column too wide for a double is written as an exact text.
                assertThat(new BigDecimal(first.path("total").asText())).isEqualByComparingTo(totalOf(statement));
            });
            assertThat(workload.changes()).as("changes made under the DDL").isGreaterThanOrEqualTo(900);
        }
    }

    private static BigDecimal totalOf(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("SELECT total FROM orders WHERE id = 1")) {
            rows.next();
            return rows.getBigDecimal(1);
        }
    }
}
