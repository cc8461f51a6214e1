/** What the worker and the servers say of connector files before they are applied. */
@NullMarked
package io.headrace.console.validate;

import org.jspecify.annotations.NullMarked;
