/** The listener beside a bare poll loop, a serial consumer and what else reacts to records in parallel. */
@NullMarked
package io.headrace.bench.listener;

import org.jspecify.annotations.NullMarked;
