/** Classification of item and request failures. */
@NullMarked
package io.headrace.search.failure;

import org.jspecify.annotations.NullMarked;
