package io.headrace.listener.internal.progress;

/**
 * How far the replay of a partition of a source topic is.
 *
 * @param handled how many records it took so far, whatever became of them
 */
public record Replaying(Progress progress, long handled) {}
