/** Changes of connectors: apply, pause, resume, restart, offsets, the recovery of a lost schema history. */
@NullMarked
package io.headrace.console.connector;

import org.jspecify.annotations.NullMarked;
