package io.headrace.listener.internal.dispatch;

import io.headrace.listener.reaction.Message;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tries records in order per key and side by side across keys. A key that fails waits in its own lane and holds back no other.
 *
 * <p>Thread-safe: the poll thread offers, cancels and wakes; workers try; any thread may complete an asynchronous try. What
 * leaves a lane is handed to {@code settled} within the monitor, so in the order of the lane.
 */
public final class Lanes {
    /** How soon to look again whether the few workers that run make progress. */
    private static final long LOOK_IN_MILLIS = 2;

    private final WorkerLimit limit;
    private final Executor executor;
    private final Attempt attempt;
    private final LongSupplier clock;
    private final Consumer<SettledRecord> settled;
    private final AttemptResult.Taker<Lane> ended = new Ended();

    private final Map<LaneKey, Lane> lanes = new HashMap<>();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final PriorityQueue<Lane> waiting = new PriorityQueue<>(Comparator.comparingLong(lane -> lane.retryAt));
    /** Workers and unfinished asynchronous tries. */
    private int active;

    /** Unfinished asynchronous tries. */
    private int asynchronous;

    private int running;
    private int inFlight;

    /**
     * @param limit how many workers a backlog gets
     * @param clock milliseconds since the epoch
     * @param settled called by workers; must be quick and thread-safe
     */
    public Lanes(
            WorkerLimit limit,
            Executor executor,
            Attempt attempt,
            LongSupplier clock,
            Consumer<SettledRecord> settled) {
        this.limit = limit;
        this.executor = executor;
        this.attempt = attempt;
        this.clock = clock;
        this.settled = settled;
    }

    /** Appends each record to the lane of its key. */
    public void offer(Collection<InFlightRecord> records) {
        int workers;
        synchronized (this) {
            inFlight += records.size();
            for (InFlightRecord record : records) {
                Lane lane = lanes.computeIfAbsent(record.lane(), Lane::new);
                lane.records.add(record);
                if (lane.records.size() == 1 && !lane.running) {
                    ready.add(lane);
                }
            }
            workers = reserveWorkers();
        }
        start(workers);
    }

    /** Makes the lanes whose pause is over ready, and looks whether what is ready needs more workers. */
    public void wake() {
        int workers;
        synchronized (this) {
            if (!ready.isEmpty()) {
                limit.look();
            }
            long now = clock.getAsLong();
            for (Lane lane = waiting.peek(); lane != null && lane.retryAt <= now; lane = waiting.peek()) {
                ready.add(waiting.remove());
            }
            workers = reserveWorkers();
        }
        start(workers);
    }

    /** When {@link #wake()} has something to do next, in milliseconds since the epoch. */
    public synchronized OptionalLong nextRetryAt() {
        long look = !ready.isEmpty() && limit.holdsBack() ? clock.getAsLong() + LOOK_IN_MILLIS : Long.MAX_VALUE;
        Lane next = waiting.peek();
        long at = next == null ? look : Math.min(look, next.retryAt);
        return at == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** Forgets the records of these partitions that are not being tried at this moment. */
    public synchronized void cancel(Set<TopicPartition> partitions) {
        ready.removeIf(lane -> partitions.contains(lane.key.partition()));
        waiting.removeIf(lane -> partitions.contains(lane.key.partition()));
        for (Iterator<Lane> all = lanes.values().iterator(); all.hasNext(); ) {
            Lane lane = all.next();
            if (!partitions.contains(lane.key.partition())) {
                continue;
            }
            if (lane.running) {
                InFlightRecord running = lane.records.getFirst();
                running.cancel();
                inFlight -= lane.records.size() - 1;
                lane.records.clear();
                lane.records.add(running);
            } else {
                inFlight -= lane.records.size();
                all.remove();
            }
        }
    }

    /** Records of these partitions that are being tried at this moment. */
    public synchronized int running(Set<TopicPartition> partitions) {
        return (int) lanes.values().stream()
                .filter(lane -> lane.running && partitions.contains(lane.key.partition()))
                .count();
    }

    /** Whether nothing runs or is about to: what is left, if anything, waits for a retry. */
    public synchronized boolean quiet() {
        return running == 0 && ready.isEmpty();
    }

    /** Records that did not leave their lane yet. */
    public synchronized int inFlight() {
        return inFlight;
    }

    /** Keys that have records in flight. */
    public synchronized int size() {
        return lanes.size();
    }

    private int reserveWorkers() {
        int free = Math.min(limit.most() - active, limit.current() - (active - asynchronous));
        int workers = Math.max(0, Math.min(ready.size(), free));
        active += workers;
        return workers;
    }

    private void start(int workers) {
        for (int i = 0; i < workers; i++) {
            executor.execute(this::drain);
        }
    }

    /** What a worker does: one ready lane after the other, until there is none or a try goes on without the worker. */
    private void drain() {
        WorkerLimit.Worker worker = new WorkerLimit.Worker();
        Claim claim = claim(worker);
        while (claim != null) {
            Claim tried = claim;
            start(tried.helpers());
            CompletableFuture<AttemptResult> verdict = attempt(tried).exceptionally(AttemptResult.Fatal::new);
            if (!verdict.isDone()) {
                goesOn(worker, limit.now());
                var unused = verdict.thenAccept(late -> {
                    ended(tried.lane(), late);
                    executor.execute(this::drain);
                });
                return;
            }
            claim = settleAndClaim(worker, limit.now(), tried.lane(), verdict.join());
        }
    }

    /** An attempt that breaks its promise stops the listener: its lane would never end, and be waited for in silence. */
    private CompletableFuture<AttemptResult> attempt(Claim claim) {
        try {
            return attempt.of(claim.record(), claim.sick()).toCompletableFuture();
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** A lane's first record, for the one worker that tries it; {@code helpers} is how many workers it has to start before. */
    private record Claim(Lane lane, InFlightRecord record, boolean sick, int helpers) {}

    private synchronized void goesOn(WorkerLimit.Worker worker, long at) {
        limit.ends(worker, at);
        asynchronous++;
    }

    private synchronized void ended(Lane lane, AttemptResult verdict) {
        asynchronous--;
        settle(lane, verdict);
    }

    /** Enters the monitor once for what is done between two tries: with many workers that is what they would wait for. */
    private synchronized @Nullable Claim settleAndClaim(
            WorkerLimit.Worker worker, long at, Lane lane, AttemptResult verdict) {
        limit.ends(worker, at);
        settle(lane, verdict);
        return claim(worker);
    }

    private synchronized @Nullable Claim claim(WorkerLimit.Worker worker) {
        Lane lane = active - asynchronous > limit.current() ? null : ready.poll();
        if (lane == null) {
            active--;
            return null;
        }
        lane.running = true;
        running++;
        int helpers = reserveWorkers();
        limit.begins(worker);
        return new Claim(lane, lane.records.getFirst(), lane.sick, helpers);
    }

    private synchronized void settle(Lane lane, AttemptResult verdict) {
        lane.running = false;
        running--;
        verdict.to(ended, lane);
    }

    /** What becomes of a lane when a try of its first record has ended. */
    private final class Ended implements AttemptResult.Taker<Lane> {
        @Override
        public void done(Lane lane, AttemptResult.Done done) {
            lane.sick = false;
            over(lane, done.messages());
        }

        @Override
        public void dead(Lane lane, AttemptResult.Dead dead) {
            lane.sick = true;
            over(lane, dead.messages());
        }

        @Override
        public void retry(Lane lane, AttemptResult.Retry retry) {
            if (lane.records.getFirst().cancelled()) {
                next(lane);
            } else {
                lane.retryAt = clock.getAsLong() + retry.pauseMillis();
                waiting.add(lane);
            }
        }

        /** The lane stays as it is, not running and not ready: nothing may overtake the record. */
        @Override
        public void fatal(Lane lane, AttemptResult.Fatal fatal) {
            settled.accept(new SettledRecord(lane.records.getFirst(), List.of(), fatal.error()));
        }

        private void over(Lane lane, List<Message> messages) {
            settled.accept(new SettledRecord(lane.records.getFirst(), messages, null));
            next(lane);
        }

        private void next(Lane lane) {
            lane.records.removeFirst();
            inFlight--;
            if (lane.records.isEmpty()) {
                lanes.remove(lane.key);
            } else {
                ready.add(lane);
            }
        }
    }
}
