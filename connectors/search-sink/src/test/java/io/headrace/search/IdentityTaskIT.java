package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.search.config.SettingException;
import io.headrace.search.fault.FaultServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the identity of documents means for a running task. */
class IdentityTaskIT {
    private static final TopicPartition OTHER = new TopicPartition("shop.returns", 0);

    private final FaultServer server = new FaultServer();

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void shouldRefuseTopicsThatShareAnIndexWhenTheyAreAssigned() {
        try (RunningTask task = new RunningTask(server, "index", "orders")) {
            assertThatThrownBy(() -> task.task().open(Set.of(OTHER)))
                    .as("before any of its records is written")
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("shop.orders")
                    .hasMessageContaining("shop.returns");
        }
        assertThat(server.bulks()).isZero();
    }

    @Test
    void shouldLeaveAssignedTopicsToTheirRecordsWhereARouterRenamesThem() {
        try (RunningTask task = new RunningTask(
                server,
                "index",
                "orders",
                "transforms",
                "route",
                "transforms.route.type",
                "org.apache.kafka.connect.transforms.RegexRouter")) {
            assertThatCode(() -> task.task().open(Set.of(OTHER))).doesNotThrowAnyException();
            task.deliver("1", "{\"v\":1}").settle();
            byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
            SinkRecord foreign = new SinkRecord(OTHER.topic(), 0, null, json, null, json, 0);
            assertThatThrownBy(() -> task.task().put(List.of(foreign))).isInstanceOf(SettingException.class);
        }
    }

    @Test
    void shouldDeleteRowsWhoseDeletionIsTheNullOfJson() {
        // Given: more than the breaker allows to fail
        try (RunningTask task = new RunningTask(server, true, "failure.breaker", "100")) {
            for (int id = 1; id <= 150; id++) {
                task.deliver("{\"id\":" + id + "}", "{\"id\":" + id + "}");
            }
            task.settle();
            // When
            for (int id = 1; id <= 150; id++) {
                task.deliver("{\"id\":" + id + "}", "null");
            }
            task.settle();
            // Then
            assertThat(task.context().reports()).isEmpty();
        }
        assertThat(server.store().documents("orders")).isEmpty();
    }

    @Test
    void shouldStopAtAKeyWhoseFieldsHaveNoOrder() {
        try (RunningTask task = new RunningTask(server, true)) {
            assertThatThrownBy(() -> task.deliver(Map.of("warehouse_id", 1L, "article_id", 100L), null, "{}"))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("shop.orders");
            assertThat(task.context().reports())
                    .as("no dead letter, since no record is to blame")
                    .isEmpty();
        }
    }

    @Test
    void shouldNameTheColumnAndTheSettingInTheDeadLetterOfANameThatNoIndexTakes() {
        try (RunningTask task = new RunningTask(server, true)) {
            task.deliver("1", "{\"poison\":true,\"spec\":\"x\",\"spec.width\":3}", "2", "{}")
                    .settle();
            assertThat(task.context().reports()).hasSize(1);
            assertThat(task.context().reports().get(0).error())
                    .hasMessageContaining("`spec` and `spec.width`")
                    .hasMessageContaining("fields.rename=`spec.width`:spec_width");
        }
    }
}
