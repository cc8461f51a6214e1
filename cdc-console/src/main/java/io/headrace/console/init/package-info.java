/** Writes the files of a pipeline for the tables of any database: connectors, index templates, grants and listener rules. */
@NullMarked
package io.headrace.console.init;

import org.jspecify.annotations.NullMarked;
