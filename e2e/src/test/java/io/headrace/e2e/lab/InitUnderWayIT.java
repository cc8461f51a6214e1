package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.console.init.Init;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What happens to init while it reads the catalogue. */
class InitUnderWayIT {

    private static final String DATABASE = "under_way";

    @RegisterExtension
    static final Lab LAB = new Lab();

    @TempDir
    Path folder;

    @BeforeEach
    void createTable() throws SQLException {
        LAB.sql("CREATE DATABASE " + DATABASE, "CREATE TABLE under_way.moving (id INT PRIMARY KEY, name VARCHAR(20))");
    }

    @AfterEach
    void removeAll() throws SQLException {
        LAB.sql("DROP DATABASE " + DATABASE);
    }

    @Test
    void shouldWriteNothingOfATableThatIsAlteredMeanwhile() throws Exception {
        try (StatementRelay relay = relay(() -> {
            LAB.sql("ALTER TABLE under_way.moving ADD COLUMN price DECIMAL(10,2)");
            return true;
        })) {
            assertThatThrownBy(() -> init(relay, Map.of("sslMode", "DISABLED")))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("Nothing was written: under_way.moving was altered while it was read");
            assertThat(folder).isEmptyDirectory();

            // When: the migration has ended
            Init.Result result = init(relay, Map.of("sslMode", "DISABLED"));

            // Then
            assertThat(result.tables().get(0).fields())
                    .extracting(field -> field.column())
                    .containsExactly("id", "name", "price");
        }
    }

    @Test
    void shouldWriteNothingOfATableThatIsDroppedMeanwhile() throws Exception {
        try (StatementRelay relay = relay(() -> {
            LAB.sql("DROP TABLE under_way.moving");
            return true;
        })) {
            assertThatThrownBy(() -> init(relay, Map.of("sslMode", "DISABLED")))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("under_way.moving");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void shouldEndWhenMysqlAnswersNoMore() throws Exception {
        try (StatementRelay relay = relay(() -> false)) {
            assertThatThrownBy(() -> init(relay, Map.of("sslMode", "DISABLED", "socketTimeout", "1000")))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("127.0.0.1:" + relay.port())
                    .hasMessageContaining("does not answer")
                    .hasMessageNotContaining("\tat ");
            assertThat(relay.isDone()).isTrue();
            assertThat(folder).isEmptyDirectory();
        }
    }

    /** Init reads columns before this, and once more at its end. */
    private static StatementRelay relay(StatementRelay.Before before) throws Exception {
        return new StatementRelay(LAB.at().mysqlPort(), "information_schema.PARTITIONS", before);
    }

    private Init.Result init(StatementRelay relay, Map<String, String> properties) {
        PipelineEndpoints target = PipelineEndpoints.builder()
                .mysql(
                        "jdbc:mysql://127.0.0.1:" + relay.port() + "/",
                        LAB.at().logins().root().user(),
                        LAB.at().logins().root().password(),
                        properties)
                .build();
        return new Init(target, LabConnect.folder())
                .run(new Init.Request(List.of(DATABASE + ".*"), List.of(), "", List.of(), false), folder, false);
    }
}
