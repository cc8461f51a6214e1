/** The sink alone, from a topic of documents to the index, beside a client with ready-made bulk bodies. */
@NullMarked
package io.headrace.bench.sink;

import org.jspecify.annotations.NullMarked;
