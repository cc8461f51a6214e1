/** Configuration fragments that become immutable settings records. */
@NullMarked
package io.headrace.search.config;

import org.jspecify.annotations.NullMarked;
