/** The pipeline as shipped: milliseconds from hop to hop, and how long reindex and verify take. */
@NullMarked
package io.headrace.bench.stack;

import org.jspecify.annotations.NullMarked;
