/** Predicates, which decide what records a transform is applied to. */
@NullMarked
package io.headrace.transforms.predicate;

import org.jspecify.annotations.NullMarked;
