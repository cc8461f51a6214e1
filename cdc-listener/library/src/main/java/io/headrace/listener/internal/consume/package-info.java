/** The poll thread: it reads the assigned partitions, hands records to the lanes, and triggers commits. */
@NullMarked
package io.headrace.listener.internal.consume;

import org.jspecify.annotations.NullMarked;
