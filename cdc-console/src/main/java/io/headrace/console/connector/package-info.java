/** Changes to connectors: apply, pause, resume, restart, offsets, recovery of a lost schema history. */
@NullMarked
package io.headrace.console.connector;

import org.jspecify.annotations.NullMarked;
