/** Rows a second through source, Kafka and sink, with the settings varied. */
@NullMarked
package io.headrace.bench.pipeline;

import org.jspecify.annotations.NullMarked;
