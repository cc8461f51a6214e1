/** Tests that cross modules, on real servers. */
package io.headrace.e2e;
