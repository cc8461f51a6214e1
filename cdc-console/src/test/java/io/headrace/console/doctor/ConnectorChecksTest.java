package io.headrace.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.console.pipeline.SourceFailure;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.status.Status;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectorChecksTest {

    private static final String TRACE =
            "org.x.ConnectException: oops\n\tat a.B.c(B.java)\nCaused by: org.x.Gone: no secret\n\tat d";

    @Test
    void shouldNameTheCauseOfAConnectorThatFailedItself() {
        Diagnosis.Check check = check("FAILED", TRACE);

        assertThat(check.result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(check.cause()).isEqualTo("Gone: no secret");
        assertThat(check.fix()).startsWith("./cdc restart sink --tasks failed");
    }

    @Test
    void shouldHaveAConnectorWithoutTasksMakeThemAgain() {
        Diagnosis.Check check = check("RUNNING", null);

        assertThat(check.found()).isEqualTo("NO TASKS");
        assertThat(check.fix()).startsWith("./cdc restart sink    ");
        assertThat(check.cause()).as("nobody told it to").doesNotContain("told");
    }

    @Test
    void shouldWaitForATaskThatIsBeingMoved() {
        Diagnosis.Check check = check("RUNNING", null, "UNASSIGNED");

        assertThat(check.result()).isEqualTo(Diagnosis.Result.WARNING);
    }

    @Test
    void shouldNotProposeARestartWhereASourceWouldMeetTheSameEventAgain() {
        String trace =
                "org.x.ConnectException: oops\n\tat a\nCaused by: io.debezium.DebeziumException: Encountered change"
                        + " event for table lab.b whose schema isn't known to this connector\n\tat d";
        List<ConnectRest.TaskState> tasks = List.of(new ConnectRest.TaskState(0, "FAILED", trace));

        Diagnosis.Check source =
                ConnectorChecks.of(new ConnectRest.ConnectorState("src", "source", "RUNNING", null, tasks));
        Diagnosis.Check sink =
                ConnectorChecks.of(new ConnectRest.ConnectorState("sink", "sink", "RUNNING", null, tasks));

        assertThat(source.fix()).startsWith("./cdc recover src");
        assertThat(source.cause()).contains("lab.b").contains("schema history does not contain the table");
        assertThat(sink.fix()).startsWith("./cdc restart sink");
    }

    @Test
    void shouldResumeWhatWasStopped() {
        assertThat(check("STOPPED", null).fix()).isEqualTo("./cdc resume sink");
        assertThat(check("RUNNING", null, "RUNNING").result()).isEqualTo(Diagnosis.Result.OK);
    }

    @Test
    void shouldSayThatATableNeedsItsDatabase() {
        URI nowhere = URI.create("http://127.0.0.1:1");
        PipelineEndpoints away = PipelineEndpoints.builder()
                .connect(nowhere)
                .kafka("127.0.0.1:1")
                .mysql("jdbc:mysql://127.0.0.1:1/x", "x", "")
                .elasticsearch(nowhere)
                .build();

        assertThatThrownBy(() -> new Status(away, "orders"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("--table needs database.table");
        assertThatThrownBy(() -> new Doctor(away, "orders"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("--table needs database.table")
                .hasMessageContaining("orders");
    }

    @Test
    void shouldPrintANameWithASpaceAsOneWordOfACommand() {
        Diagnosis.Check stopped =
                ConnectorChecks.of(new ConnectRest.ConnectorState("my sink", "sink", "STOPPED", null, List.of()));

        assertThat(stopped.fix()).isEqualTo("./cdc resume 'my sink'");
        assertThat(SourceFailure.UNKNOWN_SCHEMA.fix("it's one")).startsWith("./cdc recover 'it'\\''s one'    ");
        assertThat(SilentChange.TRUNCATE.fix("lab.sales data"))
                .isEqualTo("./cdc verify --table 'lab.sales data' --repair");
        assertThat(SilentChange.TRUNCATE.fix("my-shop.größe")).isEqualTo("./cdc verify --table my-shop.größe --repair");
    }

    private static Diagnosis.Check check(String state, String trace, String... tasks) {
        List<ConnectRest.TaskState> all = Arrays.stream(tasks)
                .map(task -> new ConnectRest.TaskState(0, task, null))
                .toList();
        return ConnectorChecks.of(new ConnectRest.ConnectorState("sink", "sink", state, trace, all));
    }
}
