/** Starts a real Elasticsearch node from its published jars, in a process of its own. */
@NullMarked
package io.headrace.stack.elasticsearch;

import org.jspecify.annotations.NullMarked;
