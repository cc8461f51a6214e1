/** Durable progress and deduplication. */
@NullMarked
package io.headrace.listener.internal.progress;

import org.jspecify.annotations.NullMarked;
