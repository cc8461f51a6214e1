/** Reads dead letters or source topics again and feeds them to the lanes. */
@NullMarked
package io.headrace.listener.internal.replay;

import org.jspecify.annotations.NullMarked;
