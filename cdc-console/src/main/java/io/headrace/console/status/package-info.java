/** One line for each hop of a pipeline: what state it is in, how fast it is, what waits before it. */
@NullMarked
package io.headrace.console.status;

import org.jspecify.annotations.NullMarked;
