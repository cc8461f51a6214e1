/** What surrounds a listener: its settings and its status, the decoder of its records, and an observer for logs and metrics. */
@NullMarked
package io.headrace.listener.spi;

import org.jspecify.annotations.NullMarked;
