/** JMH: what the transforms cost per record, beside the chain of Kafka's and Debezium's own. */
@NullMarked
package io.headrace.bench.transforms;

import org.jspecify.annotations.NullMarked;
