/** The commands for dead letters. */
@NullMarked
package io.headrace.console.cli.deadletter;

import org.jspecify.annotations.NullMarked;
