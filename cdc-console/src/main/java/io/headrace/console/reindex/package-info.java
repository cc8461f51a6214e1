/**
 * A second index beside the first, filled from the topic or by a snapshot while changes go on, and the change of the
 * alias.
 */
@NullMarked
package io.headrace.console.reindex;

import org.jspecify.annotations.NullMarked;
