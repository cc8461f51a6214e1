/**
 * Clients of the servers of a pipeline (MySQL, Kafka, Connect, the search server), their addresses and credentials,
 * and what an operation says when one of them refuses. Knows nothing of other rooms.
 */
@NullMarked
package io.headrace.console.server;

import org.jspecify.annotations.NullMarked;
