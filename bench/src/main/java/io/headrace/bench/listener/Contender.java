package io.headrace.bench.listener;

/** Something that takes records of the topic to a handler. */
@FunctionalInterface
interface Contender {
    /** Starts it in the background; closing ends it. */
    AutoCloseable start(Workbench bench, Handled handled);
}
