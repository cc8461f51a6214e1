/** JSON text as bytes: scanning, slicing and writing it. */
@NullMarked
package io.headrace.search.json;

import org.jspecify.annotations.NullMarked;
