/** Key lanes, and retry within the lane. */
@NullMarked
package io.headrace.listener.internal.dispatch;

import org.jspecify.annotations.NullMarked;
