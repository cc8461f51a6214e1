/** The poll loop, rebalances and commits. */
@NullMarked
package io.headrace.listener.consume;

import org.jspecify.annotations.NullMarked;
