/** A server that behaves like Elasticsearch towards the sink, and breaks in every way that is asked of it. */
@NullMarked
package io.headrace.search.fault;

import org.jspecify.annotations.NullMarked;
