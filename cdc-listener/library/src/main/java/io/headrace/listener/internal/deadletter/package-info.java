/** The dead-letter topic. */
@NullMarked
package io.headrace.listener.internal.deadletter;

import org.jspecify.annotations.NullMarked;
