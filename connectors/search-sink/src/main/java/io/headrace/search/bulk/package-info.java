/** Lanes, batches, requests in flight, back-pressure and retry; owns the BulkClient port. */
@NullMarked
package io.headrace.search.bulk;

import org.jspecify.annotations.NullMarked;
