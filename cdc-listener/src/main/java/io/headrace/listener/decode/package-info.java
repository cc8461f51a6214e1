/** Turns record bytes into a RowChange. */
@NullMarked
package io.headrace.listener.decode;

import org.jspecify.annotations.NullMarked;
