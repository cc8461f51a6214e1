/** The built-in reactions. */
@NullMarked
package io.headrace.listener.service.reaction;

import org.jspecify.annotations.NullMarked;
