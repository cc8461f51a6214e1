/**
 * The public API: {@link io.headrace.listener.ChangeListener} and its builder, {@link io.headrace.listener.RowChange} and
 * the handlers. This package also wires the others together.
 */
@NullMarked
package io.headrace.listener;

import org.jspecify.annotations.NullMarked;
