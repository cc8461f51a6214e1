/** The picocli commands, one per operation: options, output and exit codes. */
@NullMarked
package io.headrace.console.cli;

import org.jspecify.annotations.NullMarked;
