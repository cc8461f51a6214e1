package io.headrace.listener.internal.commit;

import io.headrace.listener.reaction.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka transaction a commit. The offsets carry a mark of the commit, so that after a commit whose answer was lost the
 * broker can be asked whether it happened. A producer that failed is replaced: its successor ends what it left open.
 */
public final class TransactionalOutbox implements Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionalOutbox.class);

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Admin admin;
    private final Pause pause;
    private final String run = UUID.randomUUID().toString();
    private @Nullable Producer<byte[], byte[]> producer;
    private long commits;

    /** Time that passes while the brokers are left alone. */
    public interface Pause {
        Pause REAL = new Pause() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void pause(long millis) throws InterruptedException {
                Thread.sleep(millis);
            }
        };

        long nanoTime();

        void pause(long millis) throws InterruptedException;
    }

    public TransactionalOutbox(Supplier<Producer<byte[], byte[]>> producers, Admin admin, Pause pause) {
        this.producers = producers;
        this.admin = admin;
        this.pause = pause;
    }

    @Override
    public void takeOver() {
        try {
            replace();
        } catch (KafkaException e) {
            LOG.debug(
                    "Transactions left open by an earlier run will end later, with the first commit or on their"
                            + " own",
                    e);
        }
    }

    @Override
    public void commit(
            List<Message> messages, Map<TopicPartition, Long> offsets, ConsumerGroupMetadata group, Duration within)
            throws NotCommittedException {
        String mark = run + "/" + commits++;
        Map<TopicPartition, OffsetAndMetadata> marked = new HashMap<>();
        offsets.forEach((partition, offset) -> marked.put(partition, new OffsetAndMetadata(offset, mark)));
        Producer<byte[], byte[]> open = begin();
        try {
            publish(open, messages, within);
            open.sendOffsetsToTransaction(marked, group);
        } catch (TimeoutException e) {
            discard(); // an abort would wait as well; whoever comes next ends the transaction
            throw new NotCommittedException("the transaction was abandoned: " + e.getMessage(), e);
        } catch (RefusedException e) {
            abort(open);
            throw new MessageTooLargeException(e.message, e);
        } catch (KafkaException e) {
            abort(open);
            throw new NotCommittedException("the transaction was aborted: " + e.getMessage(), e);
        }
        try {
            open.commitTransaction();
        } catch (KafkaException e) {
            LOG.info("The answer to a commit was lost ({}); asking the broker whether it happened", e.toString());
            if (!happened(group.groupId(), mark)) {
                throw new NotCommittedException("the transaction was not committed: " + e.getMessage(), e);
            }
        }
    }

    private Producer<byte[], byte[]> begin() throws NotCommittedException {
        try {
            Producer<byte[], byte[]> open = producer == null ? replace() : producer;
            open.beginTransaction();
            return open;
        } catch (KafkaException e) {
            discard();
            throw new NotCommittedException("no transaction could be started: " + e.getMessage(), e);
        }
    }

    /** The brokers, or the producer's own limit, refuse a message for its size. */
    private static final class RefusedException extends KafkaException {
        private static final long serialVersionUID = 1L;

        private final transient Message message;

        RefusedException(Message message) {
            super("a message is too large for its topic");
            this.message = message;
        }
    }

    private static void publish(Producer<byte[], byte[]> open, List<Message> messages, Duration within) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(messages.size());
        for (Message message : messages) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(message.topic(), message.key(), message.value());
            message.headers().forEach(record.headers()::add);
            sent.add(open.send(record));
        }
        long deadline = System.nanoTime() + within.toNanos();
        try {
            for (Future<RecordMetadata> future : sent) {
                future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            Message refused = tooLarge(messages, sent);
            if (refused != null) {
                throw new RefusedException(refused);
            }
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("what is published was not accepted within " + within.toMillis() + " ms", e);
        }
    }

    /** One refusal fails what is sent with it, perhaps by the same error: the largest is to blame. */
    private static @Nullable Message tooLarge(List<Message> messages, List<Future<RecordMetadata>> sent) {
        Message largest = null;
        for (int i = 0; i < sent.size(); i++) {
            if (sent.get(i).isDone()
                    && isTooLarge(sent.get(i))
                    && (largest == null || messages.get(i).size() > largest.size())) {
                largest = messages.get(i);
            }
        }
        return largest;
    }

    private static boolean isTooLarge(Future<RecordMetadata> done) {
        try {
            done.get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof RecordTooLargeException;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void abort(Producer<byte[], byte[]> open) {
        try {
            open.abortTransaction();
        } catch (KafkaException e) {
            discard(); // it cannot go on; the next one ends its transaction
        }
    }

    /** Waits for the end of the transaction that the former producer may have left. */
    private Producer<byte[], byte[]> replace() {
        discard();
        Producer<byte[], byte[]> fresh = producers.get();
        try {
            fresh.initTransactions();
        } catch (KafkaException e) {
            fresh.close(Duration.ZERO);
            throw e;
        }
        producer = fresh;
        return fresh;
    }

    private void discard() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    /** Ends the transaction, if it is open still, and looks for its mark. Asks until there is an answer, with growing pauses. */
    private boolean happened(String group, String mark) {
        long deadline = pause.nanoTime() + PATIENCE.toNanos();
        long millis = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                replace();
                return admin
                        .listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .values()
                        .stream()
                        .anyMatch(offset -> offset != null && mark.equals(offset.metadata()));
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            } catch (InterruptException e) {
                throw e; // the listener is being closed
            } catch (KafkaException | ExecutionException e) {
                if (pause.nanoTime() > deadline) {
                    throw new KafkaException(
                            "whether a commit of group " + group + " happened could not be determined within "
                                    + PATIENCE.toMinutes() + " minutes; restart the listener when the brokers answer",
                            e);
                }
                // A refusal may come at once: each try makes a producer, with a thread and connections.
                rest(millis);
                millis = Math.min(2 * millis, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private void rest(long millis) {
        try {
            pause.pause(millis);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        discard();
    }
}
