/** Classes that each break one of the rules on packages: a rule that passes them is no rule. */
@NullMarked
package io.headrace.e2e.wrong;

import org.jspecify.annotations.NullMarked;
