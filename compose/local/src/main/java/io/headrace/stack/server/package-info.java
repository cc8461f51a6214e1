/** The servers of a stack: MySQL, Kafka, Connect, search and the listener, each a process of its own. */
@NullMarked
package io.headrace.stack.server;

import org.jspecify.annotations.NullMarked;
