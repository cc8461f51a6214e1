/** What the user is told when the stack cannot do what was asked. */
@NullMarked
package io.headrace.stack.failure;

import org.jspecify.annotations.NullMarked;
