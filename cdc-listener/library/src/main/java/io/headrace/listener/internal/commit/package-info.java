/** Commits effects and progress together, in Kafka transactions. */
@NullMarked
package io.headrace.listener.internal.commit;

import org.jspecify.annotations.NullMarked;
