/** The transforms inside a real worker, behind a real Debezium and MySQL. */
@NullMarked
package io.headrace.e2e.transforms;

import org.jspecify.annotations.NullMarked;
