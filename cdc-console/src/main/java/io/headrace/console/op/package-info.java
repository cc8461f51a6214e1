/** The operations, one class and one result record each. */
@NullMarked
package io.headrace.console.op;

import org.jspecify.annotations.NullMarked;
