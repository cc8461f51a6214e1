/** Changes for any tables: rows of made-up values come, change and go, and no row of anybody else is touched. */
@NullMarked
package io.headrace.console.workload;

import org.jspecify.annotations.NullMarked;
