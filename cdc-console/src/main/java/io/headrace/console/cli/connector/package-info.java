/** The commands that check, apply and operate connectors. */
@NullMarked
package io.headrace.console.cli.connector;

import org.jspecify.annotations.NullMarked;
