package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.stack.LocalStack;
import io.headrace.stack.port.Ports;
import io.headrace.stack.server.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Elasticsearch goes away for a while as a small worker indexes a backlog. The short form is in the build; the profile
 * {@code soak} runs it with ten million records and ten minutes. What it prints is for people; no speed is asserted.
 */
class OutageIT {
    private static final long RECORDS = Long.getLong("headrace.soak.records", 100_000);
    private static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("headrace.soak.outage.seconds", 20));
    private static final Duration PATIENCE = Duration.ofMinutes(5).plus(OUTAGE).plusMillis(RECORDS);
    private static final String NAME = "outage";

    private LocalStack stack;

    @BeforeEach
    void startServers() {
        Path state = Checkout.root().resolve("e2e/target/stacks/OutageIT");
        stack = LocalStack.builder()
                .home(Checkout.root())
                .state(state)
                .owned(true)
                .ports(Ports.free())
                .size(Size.SMALL)
                .connectHeap("256m")
                .connectSetting("offset.flush.interval.ms", "1000")
                .build();
        stack.purge();
        stack.kafka().start();
        stack.elasticsearch().start();
        stack.connect().start();
    }

    @AfterEach
    void stopServers() {
        stack.close();
    }

    @Test
    @SuppressWarnings("SystemOut")
    void shouldStayRunningThroughAnOutageAndEndWithEveryDocumentOnce() throws Exception {
        // Given
        SearchIndex elasticsearch = new SearchIndex(stack.endpoints().elasticsearch());
        SearchIndex connect = new SearchIndex(stack.endpoints().connect());
        elasticsearch.send("PUT", "/" + NAME, """
               {"settings":{"number_of_replicas":0,"index.gc_deletes":"1h"},
                 "mappings":{"properties":{"v":{"type":"long"},"text":{"type":"keyword","index":false}}}}""");
        try (Backlog backlog = new Backlog(stack.endpoints().bootstrapServers(), NAME, RECORDS)) {
            long began = System.nanoTime();
            backlog.fill();
            System.out.printf("[outage] %,d records written in %,d s%n", RECORDS, secondsSince(began));
            began = System.nanoTime();
            connect.send("POST", "/connectors", connector());
            // When
            Set<String> states = new TreeSet<>();
            awaitCommitted(backlog, RECORDS / 5, connect, states);
            long before = backlog.committed();
            long rateBefore = before / Math.max(1, secondsSince(began));
            stack.elasticsearch().kill();
            System.out.printf(
                    "[outage] Elasticsearch killed with %,d of %,d records committed, %,d a second%n",
                    before, RECORDS, rateBefore);
            watch(OUTAGE, connect, states);
            long during = backlog.committed();
            stack.elasticsearch().start();
            long back = System.nanoTime();
            awaitCommitted(backlog, during + 1, connect, states);
            System.out.printf("[outage] offsets advance %,d ms after its return%n", millisSince(back));
            reportSpeed(backlog, rateBefore, back);
            awaitCommitted(backlog, RECORDS, connect, states);
            System.out.printf("[outage] all is committed %,d s after its return%n", secondsSince(back));
            // Then
            assertThat(states).as("states of the task at all times").containsExactly("RUNNING");
            elasticsearch.send("POST", "/" + NAME + "/_refresh", "");
            JsonNode answer = elasticsearch.send(
                    "POST",
                    "/" + NAME + "/_search?size=0",
                    "{\"track_total_hits\":true,\"aggs\":{\"sum\":{\"sum\":{\"field\":\"v\"}}}}");
            assertThat(answer.at("/hits/total/value").asLong()).as("documents").isEqualTo(backlog.keys());
            // No document can hold more than its key's last value, so the sum is right only if each of them is.
            assertThat(answer.at("/aggregations/sum/value").asLong())
                    .as("sum of the last values")
                    .isEqualTo(backlog.sumOfLastValues());
        }
    }

    private static String connector() {
        return """
               {"name":"outage","config":{
                 "connector.class":"io.headrace.search.SearchSinkConnector","tasks.max":"1","topics":"outage",
                 "key.converter":"org.apache.kafka.connect.converters.ByteArrayConverter",
                 "value.converter":"org.apache.kafka.connect.converters.ByteArrayConverter",
                 "connection.url":"${env:HEADRACE_ELASTICSEARCH_URL}"}}""";
    }

    private static void awaitCommitted(Backlog backlog, long wanted, SearchIndex connect, Set<String> states) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            states.addAll(taskStates(connect));
            return backlog.committed() >= wanted;
        });
    }

    private static void watch(Duration howLong, SearchIndex connect, Set<String> states) {
        long end = System.nanoTime() + howLong.toNanos();
        while (System.nanoTime() - end < 0) {
            states.addAll(taskStates(connect));
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    /** Of the tasks there are; there is none in the moment after the connector's creation. */
    private static Set<String> taskStates(SearchIndex connect) {
        Set<String> states = new TreeSet<>();
        connect.get("/connectors/" + NAME + "/status")
                .path("tasks")
                .forEach(task -> states.add(task.path("state").asText()));
        return states;
    }

    @SuppressWarnings("SystemOut")
    private static void reportSpeed(Backlog backlog, long rateBefore, long back) {
        long last = backlog.committed();
        for (int second = 0; second < 20 && last < RECORDS; second++) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            long now = backlog.committed();
            if (now - last >= rateBefore) {
                System.out.printf("[outage] full speed again %,d s after its return%n", secondsSince(back));
                return;
            }
            last = now;
        }
    }

    private static long secondsSince(long nanos) {
        return millisSince(nanos) / 1_000;
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
