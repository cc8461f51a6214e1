/** What all transforms run on: their life cycle, the walk over a record's rows, and the metrics. */
@NullMarked
package io.headrace.transforms.engine;

import org.jspecify.annotations.NullMarked;
