/** Benchmarks that anyone can run on one machine; each prints its result as a JSON line last. */
@NullMarked
package io.headrace.bench;

import org.jspecify.annotations.NullMarked;
