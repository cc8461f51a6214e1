/** The Single Message Transforms: one file pair each, X and XConfig. */
@NullMarked
package io.headrace.transforms;

import org.jspecify.annotations.NullMarked;
