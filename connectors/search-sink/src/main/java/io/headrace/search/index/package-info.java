/** Index names, index creation and mapping policy. */
@NullMarked
package io.headrace.search.index;

import org.jspecify.annotations.NullMarked;
