/** The search servers that a stack can run, and how a node of each is assembled from the jars on Maven Central. */
@NullMarked
package io.headrace.stack.search;

import org.jspecify.annotations.NullMarked;
