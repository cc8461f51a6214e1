/** Takes tables into a running pipeline, and out of it. */
@NullMarked
package io.headrace.console.tables;

import org.jspecify.annotations.NullMarked;
