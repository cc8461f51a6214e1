/**
 * Tests of the local stack that need all its servers built: the module of the stack comes before the plugins and the
 * listener that it starts by path, so they can't run there.
 */
package io.headrace.stack;
