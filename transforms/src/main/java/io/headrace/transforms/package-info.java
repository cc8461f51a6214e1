/** The Single Message Transforms, each a pair X and XConfig. Their names are what users write in connector JSON. */
@NullMarked
package io.headrace.transforms;

import org.jspecify.annotations.NullMarked;
