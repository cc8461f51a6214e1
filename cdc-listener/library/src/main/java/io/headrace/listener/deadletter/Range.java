package io.headrace.listener.deadletter;

/**
 * Offsets of a partition.
 *
 * @param from the first
 * @param to one more than the last
 */
public record Range(long from, long to) {
    public boolean isEmpty() {
        return from >= to;
    }
}
