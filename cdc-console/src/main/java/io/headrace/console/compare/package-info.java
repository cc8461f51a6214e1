/**
 * When a row and a document say the same, by the MySQL type of each column. Shares no code with the pipeline: what that
 * gets wrong is found here.
 */
@NullMarked
package io.headrace.console.compare;

import org.jspecify.annotations.NullMarked;
