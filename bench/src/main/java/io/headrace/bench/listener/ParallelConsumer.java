package io.headrace.bench.listener;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import io.headrace.listener.internal.decode.JsonChangeDecoder;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** parallel-consumer, ordered by key. */
record ParallelConsumer(int concurrency) implements Contender {

    @Override
    public AutoCloseable start(Workbench bench, Handled handled) {
        JsonChangeDecoder decoder = new JsonChangeDecoder();
        var config = bench.consumer();
        config.put("enable.auto.commit", "false");
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config);
        ParallelStreamProcessor<byte[], byte[]> processor =
                ParallelStreamProcessor.createEosStreamProcessor(ParallelConsumerOptions.<byte[], byte[]>builder()
                        .ordering(ProcessingOrder.KEY)
                        .commitMode(CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS)
                        .maxConcurrency(concurrency)
                        .ignoreReflectiveAccessExceptionsForAutoCommitDisabledCheck(true)
                        .consumer(consumer)
                        .build());
        processor.subscribe(List.of(Workbench.TOPIC));
        processor.poll(context -> {
            var unused = decoder.decode(context.getSingleConsumerRecord())
                    .orElseThrow()
                    .after()
                    .orElseThrow();
            handled.one();
        });
        return processor::closeDontDrainFirst;
    }
}
