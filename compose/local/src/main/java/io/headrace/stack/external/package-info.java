/** Your own servers, which a stack uses in place of those that it starts: it neither starts nor stops them. */
@NullMarked
package io.headrace.stack.external;

import org.jspecify.annotations.NullMarked;
