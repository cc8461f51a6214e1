package io.headrace.search.bulk;

import io.headrace.search.failure.Disposition;
import io.headrace.search.failure.Refusal;

/**
 * An operation that the server will not take, whoever is to blame: REPORT for the record, TARGET for the index.
 *
 * @param successesBefore how many operations the task had brought to their end before
 */
public record RefusedOperation(
        BulkOperation operation, Refusal refusal, Disposition disposition, long successesBefore) {}
