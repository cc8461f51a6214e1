/** Wires the parts to a listener that runs, with brokers or in memory. */
@NullMarked
package io.headrace.listener.internal.runtime;

import org.jspecify.annotations.NullMarked;
