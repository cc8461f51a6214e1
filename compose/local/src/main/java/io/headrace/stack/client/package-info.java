/** Who may log in, and how the stack asks a server whether it answers. */
@NullMarked
package io.headrace.stack.client;

import org.jspecify.annotations.NullMarked;
