/** What commands print: results as tables, JSON or YAML, and the exit codes they end with. */
@NullMarked
package io.headrace.console.cli.output;

import org.jspecify.annotations.NullMarked;
