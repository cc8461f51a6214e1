/** Servers of somebody else that a stack uses in place of its own: it neither starts nor stops them. */
@NullMarked
package io.headrace.stack.external;

import org.jspecify.annotations.NullMarked;
