/** How the stack talks to its servers: logins, sessions on MySQL and probes over HTTP. */
@NullMarked
package io.headrace.stack.client;

import org.jspecify.annotations.NullMarked;
