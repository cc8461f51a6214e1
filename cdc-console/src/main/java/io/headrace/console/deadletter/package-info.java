/**
 * Dead letters of sinks and of the listener: lists, single letters, and their replay, which is done once also when
 * it is killed.
 */
@NullMarked
package io.headrace.console.deadletter;

import org.jspecify.annotations.NullMarked;
