/** Contiguous acknowledged offsets, for preCommit. */
@NullMarked
package io.headrace.search.offset;

import org.jspecify.annotations.NullMarked;
