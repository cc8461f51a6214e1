/** Processes of this machine: how one is launched, known again after its launcher is gone, and ended without leftovers. */
@NullMarked
package io.headrace.stack.process;

import org.jspecify.annotations.NullMarked;
