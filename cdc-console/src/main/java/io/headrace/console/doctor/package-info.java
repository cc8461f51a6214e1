/** Checks of a running pipeline, each with its cause and its cure. */
@NullMarked
package io.headrace.console.doctor;

import org.jspecify.annotations.NullMarked;
