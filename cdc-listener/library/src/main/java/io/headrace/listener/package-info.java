/**
 * The entry to the library: {@link io.headrace.listener.ChangeListener}, its builder, and the handlers of a table. The
 * packages beside it hold the types that handlers receive and return; {@code internal} and what is below it may change at
 * any time.
 */
@NullMarked
package io.headrace.listener;

import org.jspecify.annotations.NullMarked;
