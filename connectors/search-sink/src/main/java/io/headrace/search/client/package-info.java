/** Talks to the search server over HTTP/1.1: bulk requests, index administration, and a look at it for the validation. */
@NullMarked
package io.headrace.search.client;

import org.jspecify.annotations.NullMarked;
