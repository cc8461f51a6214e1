package io.headrace.stack;

/** How much memory the servers may take. {@code NORMAL} leaves room on a machine with 8 GB, {@code SMALL} on one with 4 GB. */
public enum Size {
    NORMAL("256M", "512m", "768m", "1g", "192m", 3900),
    SMALL("64M", "256m", "384m", "512m", "96m", 1900);

    private final String mysqlBufferPool;
    private final String kafkaHeap;
    private final String connectHeap;
    private final String elasticsearchHeap;
    private final String listenerHeap;
    private final int peakMiB;

    Size(
            String mysqlBufferPool,
            String kafkaHeap,
            String connectHeap,
            String elasticsearchHeap,
            String listenerHeap,
            int peakMiB) {
        this.mysqlBufferPool = mysqlBufferPool;
        this.kafkaHeap = kafkaHeap;
        this.connectHeap = connectHeap;
        this.elasticsearchHeap = elasticsearchHeap;
        this.listenerHeap = listenerHeap;
        this.peakMiB = peakMiB;
    }

    String mysqlBufferPool() {
        return mysqlBufferPool;
    }

    String kafkaHeap() {
        return kafkaHeap;
    }

    String connectHeap() {
        return connectHeap;
    }

    String elasticsearchHeap() {
        return elasticsearchHeap;
    }

    String listenerHeap() {
        return listenerHeap;
    }

    /** All heaps and pools full, and what each process takes beside them. */
    int peakMiB() {
        return peakMiB;
    }
}
