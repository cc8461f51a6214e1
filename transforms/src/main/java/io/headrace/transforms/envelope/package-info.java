/** Before, after, op and source of a change event, over Struct and Map. */
@NullMarked
package io.headrace.transforms.envelope;

import org.jspecify.annotations.NullMarked;
