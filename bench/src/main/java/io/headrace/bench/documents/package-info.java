/** JMH: what the search sink spends to make a document of a record, by the form the record comes in. */
@NullMarked
package io.headrace.bench.documents;

import org.jspecify.annotations.NullMarked;
