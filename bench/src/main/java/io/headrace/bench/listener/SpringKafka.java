package io.headrace.bench.listener;

import io.headrace.listener.internal.decode.JsonChangeDecoder;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

/** Spring Kafka: a thread a partition is the most that keeps the order, so more concurrency than partitions changes nothing. */
record SpringKafka(int concurrency) implements Contender {

    @Override
    public AutoCloseable start(Workbench bench, Handled handled) {
        JsonChangeDecoder decoder = new JsonChangeDecoder();
        ContainerProperties properties = new ContainerProperties(Workbench.TOPIC);
        var config = bench.consumer();
        properties.setGroupId(String.valueOf(config.get("group.id")));
        properties.setMessageListener((MessageListener<byte[], byte[]>) record -> {
            var unused = decoder.decode(record).orElseThrow().after().orElseThrow();
            handled.one();
        });
        ConcurrentMessageListenerContainer<byte[], byte[]> container =
                new ConcurrentMessageListenerContainer<>(new DefaultKafkaConsumerFactory<>(config), properties);
        container.setConcurrency(concurrency);
        container.start();
        return container::stop;
    }
}
