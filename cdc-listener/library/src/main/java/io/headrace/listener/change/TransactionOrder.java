package io.headrace.listener.change;

/**
 * The place of a change within its transaction.
 *
 * @param id the transaction's GTID, where the server has them
 * @param totalOrder counts the captured changes of the transaction from 1
 */
public record TransactionOrder(String id, long totalOrder) {}
