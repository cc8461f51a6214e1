package io.headrace.listener.internal.consume;

import io.headrace.listener.internal.kafka.SourceTopics;
import io.headrace.listener.spi.ListenerState;
import io.headrace.listener.spi.ListenerStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a listener: waits for the topics, reads until it is stopped, drains.
 *
 * <pre>
 *   CONNECTING ──▶ WAITING_FOR_TOPICS ──▶ JOINING ──▶ RUNNING ⇄ PAUSED
 *       └──────────────────┴─────────────────┴───────────┴─────▶ STOPPED | FAILED
 * </pre>
 *
 * Thread-safe; {@link #run} is the poll thread.
 */
public final class PollThread implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PollThread.class);
    private static final long TOPIC_CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Collection<String> topics;
    private final SourceTopics sourceTopics;
    private final Consumer<byte[], byte[]> consumer;
    private final ConsumeLoop loop;
    private final Statistics statistics;

    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean told;
    private boolean brokersTold;
    private volatile boolean paused;
    private volatile ListenerStatus status = ListenerStatus.of(ListenerState.CONNECTING);

    public PollThread(
            Collection<String> topics,
            SourceTopics sourceTopics,
            Consumer<byte[], byte[]> consumer,
            ConsumeLoop loop,
            Statistics statistics) {
        this.topics = new TreeSet<>(topics);
        this.sourceTopics = sourceTopics;
        this.consumer = consumer;
        this.loop = loop;
        this.statistics = statistics;
    }

    @Override
    public void run() {
        try {
            if (!stopping.get()) {
                listen();
            }
            status = ListenerStatus.of(ListenerState.STOPPED);
        } catch (FencedInstanceIdException e) {
            status = ListenerStatus.failed(e);
            LOG.error(
                    "The listener stops: another process has joined the group under the same instance name; give each a"
                            + " unique one");
        } catch (Throwable e) {
            status = ListenerStatus.failed(e);
            LOG.error("The listener stops: {}", e.getMessage());
            LOG.debug("The listener stops", e);
        } finally {
            closeConsumer();
            ended.countDown();
        }
    }

    private void listen() throws InterruptedException {
        loop.begin();
        Set<String> subscribed = waitForTopics();
        long checked = System.nanoTime();
        while (!stopping.get()) {
            loop.round(!paused);
            ListenerStatus now = statistics.now(paused);
            status = subscribed.size() == topics.size() ? now : now.missing(missing(subscribed));
            if (subscribed.size() < topics.size() && System.nanoTime() - checked > TOPIC_CHECK_NANOS) {
                subscribed = subscribe(subscribed);
                checked = System.nanoTime();
            }
        }
        loop.drain();
    }

    private Set<String> waitForTopics() throws InterruptedException {
        Set<String> subscribed = Set.of();
        while (!stopping.get() && subscribed.isEmpty()) {
            subscribed = subscribe(subscribed);
            if (subscribed.isEmpty()) {
                stopAsked.await(500, TimeUnit.MILLISECONDS);
            }
        }
        return subscribed;
    }

    private Set<String> subscribe(Set<String> subscribed) {
        Set<String> existing;
        try {
            existing = new TreeSet<>(sourceTopics.existing());
        } catch (KafkaException e) {
            if (!brokersTold) {
                brokersTold = true;
                LOG.warn("The listener can't start yet and keeps trying: {}", e.getMessage());
            }
            LOG.debug("The brokers do not report which topics exist", e);
            return subscribed;
        }
        if (subscribed.isEmpty()) {
            status = ListenerStatus.of(ListenerState.WAITING_FOR_TOPICS).missing(topics);
        }
        brokersTold = false;
        Set<String> all = Set.copyOf(existing);
        existing.retainAll(topics);
        if (existing.size() < topics.size()) {
            tellMissing(missing(existing), all);
        }
        if (existing.size() > subscribed.size()) {
            consumer.subscribe(existing, loop);
            LOG.info("Listening to {}", existing);
            return existing;
        }
        return subscribed;
    }

    /** Once: what is awaited, and what there is instead. */
    private void tellMissing(Set<String> missing, Set<String> existing) {
        if (!told) {
            told = true;
            LOG.warn("{}", MissingTopics.text(missing, existing));
        }
    }

    private Set<String> missing(Set<String> subscribed) {
        Set<String> missing = new TreeSet<>(topics);
        missing.removeAll(subscribed);
        return missing;
    }

    private void closeConsumer() {
        try {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(5))
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        } catch (KafkaException e) {
            LOG.info("The consumer could not leave its group cleanly: {}", e.getMessage());
        }
    }

    /** Stops reading, lets what is being tried finish within the deadline, commits and leaves the group. Returns at once. */
    public void stop() {
        stopping.set(true);
        stopAsked.countDown();
        consumer.wakeup();
    }

    /** Waits until the poll thread has ended. */
    public boolean awaitEnd(Duration timeout) throws InterruptedException {
        return ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void pause() {
        paused = true;
        consumer.wakeup();
    }

    public void resume() {
        paused = false;
        consumer.wakeup();
    }

    public ListenerStatus status() {
        return status;
    }
}
