/** How a process is launched, recognised by later launchers, and ended without leftovers. */
@NullMarked
package io.headrace.stack.process;

import org.jspecify.annotations.NullMarked;
