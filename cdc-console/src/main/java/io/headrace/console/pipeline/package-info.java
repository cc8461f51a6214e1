/**
 * The way of a table through the pipeline: which source captures it, which topic, sink and index it has, what its
 * ids are, and how far changes have come.
 */
@NullMarked
package io.headrace.console.pipeline;

import org.jspecify.annotations.NullMarked;
