/** For the tests of those who write handlers: change events to order, and a listener that runs in memory. */
@NullMarked
package io.headrace.listener.testing;

import org.jspecify.annotations.NullMarked;
