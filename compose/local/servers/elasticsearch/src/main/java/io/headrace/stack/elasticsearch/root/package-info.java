/** The module that answers {@code GET /}: the node loads it from its modules folder, apart from its own class path. */
@NullMarked
package io.headrace.stack.elasticsearch.root;

import org.jspecify.annotations.NullMarked;
