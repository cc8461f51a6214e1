package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.stack.LocalStack;
import io.headrace.stack.server.StackServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each server is killed with records in flight while rows change; nothing is lost, doubled or out of order. */
class KillIT {

    private static final int CHANGES_PER_SECOND = 200;

    @RegisterExtension
    static final Pipeline pipeline = new Pipeline();

    @Test
    @SuppressWarnings("SystemOut")
    void shouldEndExactlyEqualWithNoEventLostAfterEachServerWasKilled() throws Exception {
        LocalStack stack = pipeline.stack();
        List<StackServer> victims = List.of(stack.connect(), stack.elasticsearch(), stack.listener(), stack.kafka());
        Map<Long, List<String>> history;

        try (Workload workload = Workload.start(pipeline::mysql, CHANGES_PER_SECOND);
                InFlight inFlight = new InFlight(pipeline.endpoints().bootstrapServers())) {
            for (StackServer victim : victims) {
                workload.awaitFurther(2 * CHANGES_PER_SECOND);
                int records = inFlight.awaitAtLeast(20, victim == stack.listener() ? InFlight.LISTENER : InFlight.SINK);
                victim.kill();
                System.out.printf("[kill] %s with %d records in flight%n", victim.name(), records);
                workload.awaitFurther(2 * CHANGES_PER_SECOND);
                victim.start();
            }
            workload.awaitFurther(2 * CHANGES_PER_SECOND);
            workload.stop();
            history = workload.history();
            System.out.printf("[kill] %d changes of %d rows%n", workload.changes(), history.size());
        }

        pipeline.verify();
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(differing(history, eventsOfTheWorkload()))
                        .as("orders whose events are not exactly what was done to them")
                        .isEmpty());
        pipeline.verify();
    }

    private static Map<Long, List<String>> eventsOfTheWorkload() {
        return new OrderEvents(pipeline.topics()).operations();
    }

    private static Map<Long, String> differing(Map<Long, List<String>> done, Map<Long, List<String>> events) {
        return done.entrySet().stream()
                .filter(row -> !row.getValue().equals(events.get(row.getKey())))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, row -> row.getValue() + " was reported as " + events.get(row.getKey())));
    }
}
