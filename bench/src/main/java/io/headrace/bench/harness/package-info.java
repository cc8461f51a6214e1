/** What the benchmarks share: options, calls of servers, percentiles and what processes use. */
@NullMarked
package io.headrace.bench.harness;

import org.jspecify.annotations.NullMarked;
