package io.headrace.search;

import io.headrace.search.bulk.BulkCounters;
import io.headrace.search.bulk.BulkOperation;
import io.headrace.search.bulk.BulkWriter;
import io.headrace.search.bulk.RefusedOperation;
import io.headrace.search.bulk.Sender;
import io.headrace.search.client.SearchServer;
import io.headrace.search.config.IdentitySettings.VersionSource;
import io.headrace.search.config.RoutingTransforms;
import io.headrace.search.config.SinkConfig;
import io.headrace.search.config.SinkSettings;
import io.headrace.search.config.WriteSettings.Malformed;
import io.headrace.search.document.DocumentChange;
import io.headrace.search.document.RefusedNames;
import io.headrace.search.failure.Disposition;
import io.headrace.search.failure.DocumentRefusedException;
import io.headrace.search.failure.RecordErrors;
import io.headrace.search.failure.RecordErrors.RecordError;
import io.headrace.search.failure.RecordException;
import io.headrace.search.index.IndexNames;
import io.headrace.search.offset.AssignedOffsets;
import io.headrace.search.offset.PartitionOffsets;
import io.headrace.search.offset.VersionRegressions;
import io.headrace.search.record.CommitTime;
import io.headrace.search.record.RecordReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/**
 * Takes records from the framework and leaves operations with the {@link BulkWriter}, whose senders are the only other
 * threads. Never blocks in {@link #put}: a full buffer pauses the partitions.
 */
public final class SearchSinkTask extends SinkTask {
    /** Deliveries of so few records are looked at for when their changes were committed; larger ones are a backlog. */
    private static final int LARGEST_SAMPLE = 20;

    private @Nullable Wiring wiring;

    @Override
    public String version() {
        return SearchSinkConnector.Version.CURRENT;
    }

    @Override
    public void start(Map<String, String> connector) {
        wiring = Wiring.of(SinkConfig.parse(connector), context);
        wired().knowsTopics = !RoutingTransforms.areIn(connector);
        TaskMetrics metrics = wired().metrics;
        metrics.register(
                connector.getOrDefault("name", "unnamed"),
                connector.getOrDefault(SearchSinkConnector.TASK_NUMBER, "0"));
        WorkerMetrics.register(context, metrics);
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        wired().expect(partitions, context.assignment());
        wired().offsets.open(partitions);
        wired().backpressure.partitionsChanged();
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        Wiring wired = wired();
        wired.settle();
        wired.samplesCommitTimes = records.size() <= LARGEST_SAMPLE;
        PartitionOffsets partition = null;
        for (SinkRecord record : records) {
            if (partition == null
                    || partition.partition().partition() != record.originalKafkaPartition()
                    || !partition.partition().topic().equals(record.originalTopic())) {
                partition = wired.offsets.of(record.originalTopic(), record.originalKafkaPartition());
            }
            wired.accept(record, partition);
        }
        wired.metrics.delivered(records.size());
        wired.writer.offered();
        wired.backpressure.regulate(context, wired.writer);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> current) {
        wired().settle();
        return wired().offsets.committable(current);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        Wiring wired = wired();
        wired.offsets.close(partitions);
        wired.writer.revoke();
        wired.backpressure.partitionsChanged();
    }

    @Override
    public void stop() {
        Wiring wired = wiring;
        wiring = null;
        if (wired != null) {
            wired.stop();
        }
    }

    private Wiring wired() {
        return Objects.requireNonNull(wiring, "the task has not been started");
    }

    /** The parts of one running task. */
    private static final class Wiring {
        private final AssignedOffsets offsets = new AssignedOffsets();
        private final BulkCounters counters = new BulkCounters();
        private final Backpressure backpressure;
        private final RecordReader reader;
        private final BulkWriter writer;
        private final RecordErrors errors;
        private final TaskMetrics metrics;
        private final boolean keepsRecords;
        private final VersionRegressions versionRegressions;
        private final Intake intake = new Intake();
        private boolean samplesCommitTimes;
        private boolean knowsTopics;
        private final List<Thread> senders = new ArrayList<>();

        private Wiring(SinkSettings settings, @Nullable ErrantRecordReporter reporter, SinkTaskContext context) {
            keepsRecords = settings.write().malformed() == Malformed.REPORT;
            backpressure = new Backpressure(settings.bulk().maxBufferedBytes());
            reader = new RecordReader(settings, new IndexNames(settings.target()));
            versionRegressions = new VersionRegressions(
                    settings.identity().version() == VersionSource.OFFSET,
                    settings.identity().failsOnRegression(),
                    System::currentTimeMillis);
            writer = new BulkWriter(settings.bulk(), reader.documentsMove(), counters, versionRegressions);
            errors = new RecordErrors(
                    settings.write().malformed(),
                    settings.bulk().failureBreaker(),
                    reporter,
                    topic -> context.assignment().stream()
                            .anyMatch(partition -> !partition.topic().equals(topic)));
            metrics = new TaskMetrics(counters, writer, backpressure, errors);
        }

        static Wiring of(SinkSettings settings, SinkTaskContext context) {
            ErrantRecordReporter reporter = context.errantRecordReporter();
            if (settings.write().malformed() == Malformed.REPORT && reporter == null) {
                throw new ConnectException(
                        "behavior.on.malformed.documents=report needs a worker that has an errant record"
                                + " reporter for this connector, and there is none. Set errors.tolerance=all and"
                                + " errors.deadletterqueue.topic.name, or another behavior.");
            }
            Wiring wired = new Wiring(settings, reporter, context);
            SearchServer server = new SearchServer(settings);
            for (int i = 0; i < settings.bulk().maxInFlight(); i++) {
                Sender sender = new Sender(wired.writer, server.bulkClient());
                Thread thread = new Thread(sender, Thread.currentThread().getName() + "-sender-" + i);
                thread.setDaemon(true);
                wired.senders.add(thread);
            }
            wired.senders.forEach(Thread::start);
            return wired;
        }

        /** Refuses topics that would write over each other before any of their records. */
        void expect(Collection<TopicPartition> opened, Collection<TopicPartition> assigned) {
            if (knowsTopics) {
                reader.expect(Stream.concat(opened.stream(), assigned.stream())
                        .map(TopicPartition::topic)
                        .sorted()
                        .distinct()
                        .toList());
            }
        }

        void accept(SinkRecord record, PartitionOffsets partition) {
            long offset = record.originalKafkaOffset();
            if (partition.isSuspected()) {
                versionRegressions.judge(partition, offset, record.timestamp());
            }
            long ticket = partition.begin(offset);
            try {
                intake.record = record;
                intake.partition = partition;
                intake.ticket = ticket;
                reader.read(record).to(intake);
            } catch (RecordException e) {
                String origin = partition.partition() + "@" + offset;
                addError(new RecordError(
                        record,
                        new ConnectException("Record " + origin + " can't be a document. " + e.getMessage()),
                        "conversion",
                        false,
                        counters.successes(),
                        () -> partition.finish(ticket),
                        partition.partition().topic()));
            }
        }

        /** What the current record asks for, as operations; one for all records, since there are many. */
        private final class Intake implements DocumentChange.Taker {
            private @Nullable SinkRecord record;
            private @Nullable PartitionOffsets partition;
            private long ticket;

            @Override
            public void write(DocumentChange.Write write) {
                add(write, record(), partition(), ticket);
            }

            @Override
            public void move(DocumentChange.Move move) {
                add(move.from(), record(), partition(), partition().begin(record().originalKafkaOffset()));
                add(move.to(), record(), partition(), ticket);
            }

            @Override
            public void skip(DocumentChange.Skip skip) {
                metrics.skipped(skip.reason());
                partition().finish(ticket);
            }

            private SinkRecord record() {
                return Objects.requireNonNull(record, "set before the change is taken");
            }

            private PartitionOffsets partition() {
                return Objects.requireNonNull(partition, "set before the change is taken");
            }
        }

        private void add(DocumentChange.Write write, SinkRecord record, PartitionOffsets partition, long ticket) {
            BulkOperation operation = new BulkOperation(write, partition, ticket, record, keepsRecords);
            if (samplesCommitTimes) {
                operation.committedAt(CommitTime.of(record));
            }
            writer.add(operation);
        }

        /** Deals with what the senders have found out since. */
        void settle() {
            for (RefusedOperation refused : writer.takeRefused()) {
                BulkOperation operation = refused.operation();
                addError(new RecordError(
                        operation.record(),
                        new DocumentRefusedException(
                                operation.origin(),
                                operation.write().address().index(),
                                String.valueOf(operation.write().address().id()),
                                refused.refusal(),
                                refused.disposition() == Disposition.REPORT
                                        ? RefusedNames.advice(operation.write().json())
                                        : ""),
                        refused.refusal().status() + refused.refusal().type(),
                        refused.disposition() == Disposition.TARGET,
                        refused.successesBefore(),
                        operation::finish));
            }
            errors.settle(counters.successes(), System.nanoTime());
            ConnectException failure = writer.failure();
            if (failure != null) {
                throw failure;
            }
        }

        private void addError(RecordError error) {
            errors.add(error, System.nanoTime());
        }

        void stop() {
            metrics.close();
            writer.close();
            for (Thread sender : senders) {
                try {
                    sender.join(1_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
