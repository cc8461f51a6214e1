/** The local stack: MySQL, a Kafka broker, a Connect worker, Elasticsearch and the listener as child processes. */
@NullMarked
package io.headrace.stack;

import org.jspecify.annotations.NullMarked;
