/** The Kafka clients of a listener and their settings. */
@NullMarked
package io.headrace.listener.internal.kafka;

import org.jspecify.annotations.NullMarked;
