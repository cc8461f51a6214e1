/** Dead letters, and replays of them or of the source topics. */
@NullMarked
package io.headrace.listener.deadletter;

import org.jspecify.annotations.NullMarked;
