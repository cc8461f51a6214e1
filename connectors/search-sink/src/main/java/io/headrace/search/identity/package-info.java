/** What names a document: ids and routing from keys, rows and headers, and the versions of its writes. */
@NullMarked
package io.headrace.search.identity;

import org.jspecify.annotations.NullMarked;
