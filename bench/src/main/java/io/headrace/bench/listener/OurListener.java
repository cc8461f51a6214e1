package io.headrace.bench.listener;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.listener.ChangeListener;
import java.util.UUID;
import java.util.function.Predicate;

/** The listener of this project, with its defaults but for the concurrency. */
record OurListener(int concurrency, Predicate<JsonNode> fails) implements Contender {

    OurListener(int concurrency) {
        this(concurrency, row -> false);
    }

    @Override
    public AutoCloseable start(Workbench bench, Handled handled) {
        return ChangeListener.builder()
                .bootstrapServers(bench.address())
                .group("bench-" + UUID.randomUUID())
                .topicPrefix(Workbench.PREFIX)
                .concurrency(concurrency)
                .maxInFlight(Math.max(1_000, 40 * concurrency))
                .table(
                        Workbench.TABLE,
                        orders -> orders.onUpdate((before, after, change) -> {
                            if (fails.test(after)) {
                                throw new IllegalStateException("this key always fails");
                            }
                            handled.one();
                        }))
                .build()
                .start();
    }
}
