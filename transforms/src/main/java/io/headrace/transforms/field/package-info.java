/** Field paths, plans compiled per schema, and the bounded schema cache. */
@NullMarked
package io.headrace.transforms.field;

import org.jspecify.annotations.NullMarked;
