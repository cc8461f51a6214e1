/** The reactions that the service can be configured with, and their filters. */
@NullMarked
package io.headrace.listener.service.reaction;

import org.jspecify.annotations.NullMarked;
