/** Which TCP ports of this machine a stack uses. */
@NullMarked
package io.headrace.stack.port;

import org.jspecify.annotations.NullMarked;
