/**
 * The proof that an index equals its table. {@link io.headrace.console.verify.Verify} opens a session, whose passes
 * hand suspects to the drift collector, which has them confirmed.
 */
@NullMarked
package io.headrace.console.verify;

import org.jspecify.annotations.NullMarked;
