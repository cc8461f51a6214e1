package io.headrace.bench.listener;

import io.headrace.listener.internal.decode.JsonChangeDecoder;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** What one writes without a library: polls, decodes and handles one record after the other, and commits now and then. */
final class PollLoop implements Contender {

    @Override
    public AutoCloseable start(Workbench bench, Handled handled) {
        Thread thread = new Thread(() -> run(bench, handled), "poll-loop");
        thread.start();
        return thread::join;
    }

    private static void run(Workbench bench, Handled handled) {
        JsonChangeDecoder decoder = new JsonChangeDecoder();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(bench.consumer())) {
            consumer.subscribe(List.of(Workbench.TOPIC));
            while (!handled.isDone()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    var unused = decoder.decode(record).orElseThrow().after().orElseThrow();
                    handled.one();
                }
            }
        }
    }
}
