/** One stack for all tests of this package; each test class has a database, a source and a sink of its own. */
@NullMarked
package io.headrace.e2e.lab;

import org.jspecify.annotations.NullMarked;
