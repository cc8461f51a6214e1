/** Mistakes in connector JSON, found without any server. Rules are data: a name, a severity, what they are about, a check. */
@NullMarked
package io.headrace.console.lint;

import org.jspecify.annotations.NullMarked;
