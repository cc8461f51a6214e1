/** JSON text to plain Java objects that a schemaless record can hold. */
@NullMarked
package io.headrace.transforms.json;

import org.jspecify.annotations.NullMarked;
