/** Which known name a misspelt one was probably meant to be. */
@NullMarked
package io.headrace.console.suggest;

import org.jspecify.annotations.NullMarked;
