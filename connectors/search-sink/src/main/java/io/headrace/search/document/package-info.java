/** Documents and what is to become of them: writing Structs and Maps as JSON, and the change that one record makes. */
@NullMarked
package io.headrace.search.document;

import org.jspecify.annotations.NullMarked;
