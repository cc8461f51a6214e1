package io.headrace.listener.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WorkerLimitTest {
    private static final int MOST = 8;
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    private final AtomicLong now = new AtomicLong();
    private final WorkerLimit limit = new WorkerLimit(MOST, 2, now::get);

    @Test
    void shouldBeginWithAsManyAsMayBe() {
        assertThat(limit.current()).isEqualTo(MOST);
    }

    @Test
    void shouldGiveFewWhileTriesAreShort() {
        triesOf(5_000);
        assertThat(limit.current()).isEqualTo(2);
    }

    @Test
    void shouldGiveAsManyAsMayBeOnceTriesWait() {
        triesOf(5_000);
        triesOf(1_000_000);
        assertThat(limit.current()).isEqualTo(MOST);
    }

    @Test
    void shouldGiveAsManyAsMayBeWhenTheFewDoNotGetOn() {
        triesOf(5_000);
        limit.look();
        now.addAndGet(900_000);
        limit.look();
        assertThat(limit.current()).isEqualTo(2);
        now.addAndGet(200_000);
        limit.look();
        assertThat(limit.current()).isEqualTo(MOST);
    }

    @Test
    void shouldNotTakeAMachineForStandingStillWhoseTriesEnd() {
        triesOf(5_000);
        for (int round = 0; round < 10; round++) {
            now.addAndGet(5_000_000);
            triesOf(5_000);
            limit.look();
        }
        assertThat(limit.current()).isEqualTo(2);
    }

    @Test
    void shouldNotCountThoseThatWaitAmongTheFew() {
        triesOf(5_000);
        WorkerLimit.Worker mail = new WorkerLimit.Worker();
        WorkerLimit.Worker webhook = new WorkerLimit.Worker();
        limit.begins(mail);
        limit.begins(webhook);
        now.addAndGet(1_000_000);
        triesOf(5_000);
        limit.look();
        assertThat(limit.current()).isEqualTo(4);

        triesOf(5_000);
        limit.look();
        assertThat(limit.current()).isEqualTo(4);

        limit.ends(mail, limit.now());
        triesOf(5_000);
        assertThat(limit.current()).isEqualTo(3);
        limit.ends(webhook, limit.now());
        triesOf(5_000);
        assertThat(limit.current()).isEqualTo(2);
    }

    @Test
    void shouldNeverGiveMoreThanThereMayBe() {
        triesOf(5_000);
        IntStream.range(0, 2 * MOST).forEach(any -> limit.begins(new WorkerLimit.Worker()));
        now.addAndGet(1_000_000);
        triesOf(5_000);
        limit.look();
        assertThat(limit.current()).isEqualTo(MOST);
    }

    /** All of the second kind have to run at once, or none ends. */
    @Test
    void shouldLetAllRunAtOnceThatSuddenlyWaitForEachOther() {
        AtomicInteger settled = new AtomicInteger();
        CyclicBarrier all = new CyclicBarrier(MOST);
        ExecutorService workers = Executors.newFixedThreadPool(MOST);
        try {
            Lanes lanes = new Lanes(
                    WorkerLimit.of(MOST),
                    workers,
                    (inFlight, sick) -> {
                        if (inFlight.record().offset() >= 1_000) {
                            meet(all);
                        }
                        return CompletableFuture.completedFuture(AttemptResult.DONE);
                    },
                    System::currentTimeMillis,
                    settlement -> settled.incrementAndGet());
            lanes.offer(records(0, 1_000));
            await().until(() -> settled.get() == 1_000);
            lanes.offer(records(1_000, MOST));
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> {
                        lanes.wake();
                        return settled.get() == 1_000 + MOST;
                    });
        } finally {
            workers.shutdownNow();
        }
    }

    private static void meet(CyclicBarrier all) {
        try {
            all.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<InFlightRecord> records(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(offset -> new InFlightRecord(
                        new ConsumerRecord<>(
                                PARTITION.topic(),
                                PARTITION.partition(),
                                offset,
                                Integer.toString(offset).getBytes(StandardCharsets.UTF_8),
                                new byte[0]),
                        PARTITION,
                        1,
                        false))
                .toList();
    }

    private void triesOf(long nanos) {
        WorkerLimit.Worker worker = new WorkerLimit.Worker();
        for (int i = 0; i < 100; i++) {
            limit.begins(worker);
            limit.ends(worker, limit.now() + nanos);
        }
    }
}
