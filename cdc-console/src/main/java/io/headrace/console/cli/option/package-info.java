/** Options that several commands share. */
@NullMarked
package io.headrace.console.cli.option;

import org.jspecify.annotations.NullMarked;
