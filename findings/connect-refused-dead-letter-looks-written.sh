#!/usr/bin/env bash
# Kafka Connect 4.3.1, connect-runtime: the receipt that ErrantRecordReporter.report() gives a sink says "done, no error" for a dead letter that the producer
# refused before it went to a broker (larger than max.request.size, or no metadata of the topic within max.block.ms). It does so only when a task has two reporters,
# and every sink with a dead letter queue has: one for the log and one for the topic. With the queue as the only reporter the same refusal is an exception.
# RetryWithToleranceOperator.report() drops every future that is done when it looks, failed ones too. A sink that waits for all its receipts
# passes the offset of a record that is neither written nor in the dead letters; the log has one line, and the task stays RUNNING.
# A letter that a broker refuses later does fail its receipt. Below, no broker is there at all, so no letter can be written.
# Seen 2026-11-30 on JDK 17.0.15: the lines under "expected" below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'XML'
<project><modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>letters</artifactId><version>1</version><dependencies>
<dependency><groupId>org.apache.kafka</groupId><artifactId>connect-runtime</artifactId><version>4.3.1</version></dependency>
<dependency><groupId>org.apache.kafka</groupId><artifactId>connect-json</artifactId><version>4.3.1</version></dependency>
</dependencies></project>
XML
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib
mkdir -p org/apache/kafka/connect/runtime/errors classes
cat > org/apache/kafka/connect/runtime/errors/Show.java <<'JAVA'
package org.apache.kafka.connect.runtime.errors;

import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.runtime.ConnectMetrics;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.util.ConnectorTaskId;

/** The classes of a worker's sink task that write dead letters, as it puts them together. */
public class Show {
    public static void main(String[] args) throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        Map<String, String> worker = Map.of(
                "bootstrap.servers", "127.0.0.1:" + nobody,
                "key.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "offset.storage.file.filename", "offsets");
        SinkConnectorConfig sink = new SinkConnectorConfig(new Plugins(worker), Map.of(
                "name", "sink",
                "connector.class", "any",
                "topics", "orders",
                "errors.tolerance", "all",
                "errors.log.enable", "true",
                "errors.deadletterqueue.topic.name", "dlq"));
        ConnectorTaskId task = new ConnectorTaskId("sink", 0);
        ConnectMetrics all = new ConnectMetrics("worker", new StandaloneConfig(worker), Time.SYSTEM, "cluster");
        ErrorHandlingMetrics metrics = new ErrorHandlingMetrics(task, all);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + nobody, "max.block.ms", "500"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            DeadLetterQueueReporter queue = new DeadLetterQueueReporter(producer, sink, task, metrics);
            LogReporter.Sink log = new LogReporter.Sink(task, sink, metrics);
            System.out.println("queue alone: " + receipt(metrics, List.of(queue)));
            System.out.println("log and queue: " + receipt(metrics, List.of(log, queue)));
            metrics.metricGroup().metrics();
            all.metrics().metrics().forEach((name, metric) -> {
                if (name.name().startsWith("deadletterqueue-produce-")) {
                    System.out.println(name.name() + " " + metric.metricValue());
                }
            });
        }
    }

    private static String receipt(
            ErrorHandlingMetrics metrics, List<ErrorReporter<ConsumerRecord<byte[], byte[]>>> reporters)
            throws Exception {
        RetryWithToleranceOperator<ConsumerRecord<byte[], byte[]>> operator =
                new RetryWithToleranceOperator<>(0, 0, ToleranceType.ALL, Time.SYSTEM, metrics);
        operator.reporters(reporters);
        JsonConverter json = new JsonConverter();
        json.configure(Map.of("schemas.enable", "false"), false);
        WorkerErrantRecordReporter reporter =
                new WorkerErrantRecordReporter(operator, json, json, new SimpleHeaderConverter());
        Future<Void> receipt = reporter.report(
                new SinkRecord("orders", 0, null, "1", Schema.STRING_SCHEMA, "x", 7, 0L, TimestampType.CREATE_TIME),
                new IllegalArgumentException("refused"));
        try {
            receipt.get();
            return "the receipt says written";
        } catch (java.util.concurrent.ExecutionException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return "the receipt says " + cause.getClass().getSimpleName();
        }
    }
}
JAVA
javac -nowarn -d classes -cp 'lib/*' org/apache/kafka/connect/runtime/errors/Show.java
java -cp 'classes:lib/*' org.apache.kafka.connect.runtime.errors.Show 2>log | grep -E '^(queue|log|deadletter)' | sort | tee seen
cat > expected <<'TXT'
deadletterqueue-produce-failures 2.0
deadletterqueue-produce-requests 2.0
log and queue: the receipt says written
queue alone: the receipt says TimeoutException
TXT
diff expected seen && echo "As stated."
