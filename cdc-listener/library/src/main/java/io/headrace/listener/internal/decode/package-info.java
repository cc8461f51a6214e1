/** Turns record bytes into a RowChange. */
@NullMarked
package io.headrace.listener.internal.decode;

import org.jspecify.annotations.NullMarked;
