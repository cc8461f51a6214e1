package io.headrace.console.lint;

/**
 * A setting that exists.
 *
 * @param required whether nothing works without it
 */
record Setting(String name, boolean required, Accepted accepted) {}
