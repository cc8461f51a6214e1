package io.headrace.listener.change;

import org.jspecify.annotations.Nullable;

/**
 * A place in the database's log. Rows of one statement share file and position and differ in {@code row}.
 *
 * @param server the server's id: 0 for a snapshot
 * @param gtid null for a snapshot and on servers without GTIDs
 */
public record SourcePosition(long server, @Nullable String gtid, String file, long pos, int row) {}
