/** Small files and folders, written whole or not at all. */
@NullMarked
package io.headrace.stack.file;

import org.jspecify.annotations.NullMarked;
