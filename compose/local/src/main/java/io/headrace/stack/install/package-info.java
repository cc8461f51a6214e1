/** What the servers are made of: the checkout, jars of the local Maven repository, a JDK, and the cache that archives are unpacked into. */
@NullMarked
package io.headrace.stack.install;

import org.jspecify.annotations.NullMarked;
