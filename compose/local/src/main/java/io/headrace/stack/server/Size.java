package io.headrace.stack.server;

/** How much memory the servers may use. {@code NORMAL} leaves room on a machine with 8 GB, {@code SMALL} on one with 4 GB. */
public enum Size {
    NORMAL("256M", "512m", 128, "768m", 256, "1g", 256, "192m", 3900),
    SMALL("64M", "256m", 64, "384m", 64, "512m", 64, "96m", 1900);

    private final String mysqlBufferPool;
    private final String kafkaHeap;
    private final int kafkaNursery;
    private final String connectHeap;
    private final int connectNursery;
    private final String elasticsearchHeap;
    private final int elasticsearchNursery;
    private final String listenerHeap;
    private final int peakMiB;

    Size(
            String mysqlBufferPool,
            String kafkaHeap,
            int kafkaNursery,
            String connectHeap,
            int connectNursery,
            String elasticsearchHeap,
            int elasticsearchNursery,
            String listenerHeap,
            int peakMiB) {
        this.mysqlBufferPool = mysqlBufferPool;
        this.kafkaHeap = kafkaHeap;
        this.kafkaNursery = kafkaNursery;
        this.connectHeap = connectHeap;
        this.connectNursery = connectNursery;
        this.elasticsearchHeap = elasticsearchHeap;
        this.elasticsearchNursery = elasticsearchNursery;
        this.listenerHeap = listenerHeap;
        this.peakMiB = peakMiB;
    }

    String mysqlBufferPool() {
        return mysqlBufferPool;
    }

    String kafkaHeap() {
        return kafkaHeap;
    }

    int kafkaNursery() {
        return kafkaNursery;
    }

    String connectHeap() {
        return connectHeap;
    }

    int connectNursery() {
        return connectNursery;
    }

    String elasticsearchHeap() {
        return elasticsearchHeap;
    }

    int elasticsearchNursery() {
        return elasticsearchNursery;
    }

    String listenerHeap() {
        return listenerHeap;
    }

    /** With all heaps and pools full, and what each process needs besides. */
    public int peakMiB() {
        return peakMiB;
    }
}
