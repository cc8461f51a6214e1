/** Folders, and small files that are written atomically. */
@NullMarked
package io.headrace.stack.file;

import org.jspecify.annotations.NullMarked;
