@NullMarked
package io.headrace.transforms;

import org.jspecify.annotations.NullMarked;
