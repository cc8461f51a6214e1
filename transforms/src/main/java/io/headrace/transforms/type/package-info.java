/** The type table: what becomes of each Debezium and Connect semantic type. */
@NullMarked
package io.headrace.transforms.type;

import org.jspecify.annotations.NullMarked;
