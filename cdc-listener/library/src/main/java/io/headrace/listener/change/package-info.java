/** What happened to a row: one record per kind of change, with where and when it happened. */
@NullMarked
package io.headrace.listener.change;

import org.jspecify.annotations.NullMarked;
