package io.headrace.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A source and a sink that come one transaction, or one look, further each time they are asked. */
class WatermarkTest {

    private static final String SERVER = "b2a1f1c0-0000-11ef-8000-000000000001";
    private static final TopicPartition PARTITION = new TopicPartition("shop.orders", 0);

    private final List<String> asked = new ArrayList<>();
    private long reached = 5;
    private int looksUntilRead = 2;
    private boolean isSourceStuck;

    private final Watermark.Hops hops = new Watermark.Hops() {
        @Override
        public MysqlPosition reached() {
            asked.add("source at " + reached);
            return at(isSourceStuck ? reached : reached++);
        }

        @Override
        public Map<TopicPartition, Long> ends() {
            asked.add("ends");
            return Map.of(PARTITION, 42L);
        }

        @Override
        public boolean isRead(Map<TopicPartition, Long> ends) {
            asked.add("sink before " + ends.get(PARTITION));
            return --looksUntilRead <= 0;
        }

        @Override
        public String state(String connector) {
            return "FAILED (disk full)";
        }
    };

    @Test
    void shouldTakeTheTopicsEndOnlyWhenTheSourceHasAllThatWasCommitted() throws Exception {
        // When
        watermark(Duration.ofSeconds(10)).await(at(7));

        // Then
        assertThat(asked)
                .containsExactly(
                        "source at 5", "source at 6", "source at 7", "ends", "sink before 42", "sink before 42");
    }

    @Test
    void shouldSayThatTheSourceStandsAndHow() {
        // Given
        isSourceStuck = true;

        // Then
        assertThatThrownBy(() -> watermark(Duration.ZERO).await(at(7)))
                .isInstanceOf(Watermark.NotPassed.class)
                .hasMessageContaining("mysql-source")
                .hasMessageContaining("FAILED (disk full)");
        assertThat(asked).doesNotContain("ends");
    }

    @Test
    void shouldSayThatTheSinkStandsAndHow() {
        // Given
        looksUntilRead = Integer.MAX_VALUE;

        // Then
        assertThatThrownBy(() -> watermark(Duration.ZERO).await(at(5)))
                .isInstanceOf(Watermark.NotPassed.class)
                .hasMessageContaining("elasticsearch-sink")
                .hasMessageContaining("shop.orders")
                .hasMessageContaining("FAILED (disk full)");
    }

    private Watermark watermark(Duration patience) {
        Route route = new Route(
                "shop.orders",
                "mysql-source",
                "db",
                "shop.orders",
                "elasticsearch-sink",
                "connect-elasticsearch-sink",
                "orders");
        return new Watermark(route, hops, new Patience(patience));
    }

    private static MysqlPosition at(long transactions) {
        return new MysqlPosition(GtidSet.parse(SERVER + ":1-" + transactions), "binlog.000001", 4, 1);
    }
}
