/** The built-in reactions. */
@NullMarked
package io.headrace.listener.reaction;

import org.jspecify.annotations.NullMarked;
