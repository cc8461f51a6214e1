/** What can be found out about a configuration before a connector is created. */
@NullMarked
package io.headrace.search.validation;

import org.jspecify.annotations.NullMarked;
