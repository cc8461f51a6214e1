/** Tries one record: decodes it, drops duplicates, reacts, and judges a failure. */
@NullMarked
package io.headrace.listener.internal.attempt;

import org.jspecify.annotations.NullMarked;
