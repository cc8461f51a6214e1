/** The commands that start and stop the local stack. */
@NullMarked
package io.headrace.console.cli.stack;

import org.jspecify.annotations.NullMarked;
