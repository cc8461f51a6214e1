package io.headrace.search.bulk;

import io.headrace.search.failure.Refusal;
import io.headrace.search.failure.Verdict;

/**
 * An operation that the server will not take, whoever is to blame: REPORT for the record, TARGET for the index.
 *
 * @param successesBefore how many operations the task had brought to their end before
 */
public record RefusedOperation(Operation operation, Refusal refusal, Verdict verdict, long successesBefore) {}
