/** Steps on fields, compiled into one plan per schema, and the cache that holds the plans. */
@NullMarked
package io.headrace.transforms.field;

import org.jspecify.annotations.NullMarked;
