/** The picocli commands over the operations. */
@NullMarked
package io.headrace.console.cli;

import org.jspecify.annotations.NullMarked;
