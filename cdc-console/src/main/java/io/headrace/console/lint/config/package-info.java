/** What connector JSON says by itself: settings and the values they take, transforms, tables, topics and indices. */
@NullMarked
package io.headrace.console.lint.config;

import org.jspecify.annotations.NullMarked;
