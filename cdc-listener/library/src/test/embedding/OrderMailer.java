package com.example.orders;

import io.headrace.listener.ChangeListener;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.reaction.ReactionFailure;
import io.headrace.listener.reaction.RetryPolicy;
import io.headrace.listener.spi.FailedRecord;
import io.headrace.listener.spi.ListenerObserver;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A project that embeds the listener, as its users write it: public API only, and a logging of its own. */
public final class OrderMailer {
    private static final Logger LOG = LoggerFactory.getLogger(OrderMailer.class);

    /** A row of inventory.orders. */
    public record Order(long id, String status, BigDecimal total) {}

    private OrderMailer() {}

    /** Expects the brokers' addresses; ends when an order was created, updated and deleted. */
    public static void main(String[] arguments) throws Exception {
        CountDownLatch changes = new CountDownLatch(3);
        try (ChangeListener listener = ChangeListener.builder()
                .bootstrapServers(arguments[0])
                .group("order-mailer")
                .concurrency(4)
                .retry(new RetryPolicy(3, Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(5)))
                .createTopic("order-mails", 1)
                .observer(new ListenerObserver() {
                    @Override
                    public void deadLettered(FailedRecord record, Throwable error) {
                        LOG.warn("{} is a dead letter: {}", record, error.getMessage());
                    }
                })
                .table("inventory.orders", Order.class, orders -> orders.onCreate((order, change) -> {
                            if (order.total().signum() < 0) {
                                throw new ReactionFailure(Failure.POISON, "an order needs a positive total", null);
                            }
                            told(change, changes);
                        })
                        .onUpdate((before, after, change) -> told(change, changes))
                        .onDelete((order, change) -> told(change, changes))
                        .publish(change -> List.of(Message.of(
                                "order-mails", null, change.table().getBytes(StandardCharsets.UTF_8)))))
                .build()) {
            listener.start();
            if (!changes.await(2, TimeUnit.MINUTES)) {
                LOG.error("still waiting for {} changes: {}", changes.getCount(), listener.status());
                System.exit(1);
            }
        }
    }

    private static void told(RowChange change, CountDownLatch changes) {
        LOG.info("{} of {} changed {}", change.operation().key(), change.table(), change.changed());
        changes.countDown();
    }
}
