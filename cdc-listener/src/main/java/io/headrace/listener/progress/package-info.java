/** Durable progress and deduplication. */
@NullMarked
package io.headrace.listener.progress;

import org.jspecify.annotations.NullMarked;
