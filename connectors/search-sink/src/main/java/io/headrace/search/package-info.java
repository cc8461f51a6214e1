/** The connector and its task: lifecycle and wiring only. */
@NullMarked
package io.headrace.search;

import org.jspecify.annotations.NullMarked;
