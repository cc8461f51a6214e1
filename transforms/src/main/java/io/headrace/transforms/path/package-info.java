/** Field paths: how they are configured, what they read, and what happens when one names nothing. */
@NullMarked
package io.headrace.transforms.path;

import org.jspecify.annotations.NullMarked;
