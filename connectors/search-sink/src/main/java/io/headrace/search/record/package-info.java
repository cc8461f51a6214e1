/** Kafka records as they come from any converter, and the changes to documents that they ask for. */
@NullMarked
package io.headrace.search.record;

import org.jspecify.annotations.NullMarked;
