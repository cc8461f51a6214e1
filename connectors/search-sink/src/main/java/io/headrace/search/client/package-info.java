/** The BulkClient over HTTP. */
@NullMarked
package io.headrace.search.client;

import org.jspecify.annotations.NullMarked;
