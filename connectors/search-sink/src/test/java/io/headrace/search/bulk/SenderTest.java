package io.headrace.search.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.headrace.search.config.BulkSettings;
import io.headrace.search.config.SinkConfig;
import io.headrace.search.document.DocumentChange;
import io.headrace.search.document.DocumentChange.Address;
import io.headrace.search.document.ItemKind;
import io.headrace.search.json.JsonSlice;
import io.headrace.search.offset.PartitionOffsets;
import io.headrace.search.offset.VersionRegressions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final BulkSettings settings =
            SinkConfig.parse(Map.of("connection.url", "http://127.0.0.1:1")).bulk();
    private final PartitionOffsets offsets = new PartitionOffsets(new TopicPartition("orders", 0));
    private final BulkWriter writer = new BulkWriter(
            settings, false, new BulkCounters(), new VersionRegressions(true, true, System::currentTimeMillis));

    /** Breaks with an error of the machine, not of the server, wherever it is told to. */
    private record BrokenClient(String where) implements BulkClient {
        private void at(String here) {
            if (here.equals(where)) {
                throw new OutOfMemoryError("as was asked for");
            }
        }

        @Override
        public BulkResult send(List<BulkOperation> operations, boolean refresh) {
            at("send");
            return BulkResult.ALL_DONE;
        }

        @Override
        public long versionOf(Address address) {
            return -1;
        }

        @Override
        public void abort() {
            at("abort");
        }

        @Override
        public void close() {
            at("close");
        }
    }

    private Thread start(BulkClient client) {
        Thread thread = new Thread(new Sender(writer, client), "sender");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void deliverOne() {
        DocumentChange.Write write = new DocumentChange.Write(
                ItemKind.INDEX, new Address("orders", null, "1"), 0, new JsonSlice(new byte[] {'{', '}'}, 0, 2));
        writer.add(new BulkOperation(
                write, offsets, offsets.begin(0), new SinkRecord("orders", 0, null, null, null, null, 0), false));
        writer.offered();
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "close"})
    void shouldSayThatItHasDiedAndLetTheTaskEnd(String where) {
        // Given
        Thread thread = start(new BrokenClient(where));
        // When
        deliverOne();
        if (where.equals("close")) {
            thread.interrupt();
        }
        // Then
        await().atMost(LONG).until(() -> writer.failure() != null);
        assertThat(writer.failure())
                .hasMessageContaining("OutOfMemoryError")
                .hasMessageContaining("as was asked for")
                .hasMessageContaining("restart");
        offsets.revoke();
        assertTimeoutPreemptively(LONG, writer::revoke, "a revocation ends");
        assertTimeoutPreemptively(LONG, writer::close, "the end of the task ends");
    }
}
