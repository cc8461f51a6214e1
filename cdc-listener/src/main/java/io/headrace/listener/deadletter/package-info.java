/** The dead-letter topic. */
@NullMarked
package io.headrace.listener.deadletter;

import org.jspecify.annotations.NullMarked;
