/** Turns a sink record into an operation on a document: id, version, routing and JSON bytes. */
@NullMarked
package io.headrace.search.document;

import org.jspecify.annotations.NullMarked;
