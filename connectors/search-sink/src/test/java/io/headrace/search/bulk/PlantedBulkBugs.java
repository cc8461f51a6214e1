package io.headrace.search.bulk;

import io.headrace.search.document.DocumentChange;
import io.headrace.search.document.DocumentChange.Address;
import io.headrace.search.document.ItemKind;
import io.headrace.search.failure.Disposition;
import io.headrace.search.offset.PartitionOffsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is called instead, in bugs of the lanes, the backlog and the settlement. */
public final class PlantedBulkBugs {

    private PlantedBulkBugs() {}

    /** A record finishes those before it, too. */
    public static void finishAllBefore(PartitionOffsets offsets, long ticket) {
        for (long each = Math.max(0, ticket - 8); each <= ticket; each++) {
            offsets.finish(each);
        }
    }

    /** Every operation is the first of its document. */
    public static @Nullable Object alwaysFirst(Map<Object, Object> heads, Object lane, Object operation) {
        return null;
    }

    /** The older of two versions seems to be the newer. */
    public static long opposite(DocumentChange.Write write) {
        return -write.version();
    }

    /** What was coalesced away is not written when its successor is refused. */
    public static @Nullable BulkOperation forgetPredecessor(DocumentLanes lanes, BulkOperation head) {
        return null;
    }

    /** What waits for a document is forgotten when its head departs. */
    public static @Nullable BulkOperation forgetNext(DocumentLanes lanes, BulkOperation head) {
        lanes.depart(head);
        return null;
    }

    /** Nothing is taken out when a partition is revoked. */
    public static List<BulkOperation> removeNothing(Batch batch) {
        return List.of();
    }

    /** No partition is ever revoked. */
    public static boolean neverRevoked(PartitionOffsets offsets) {
        return false;
    }

    /** An item that was put off counts as done. */
    public static Disposition busyIsDone(ItemKind kind, boolean versioned, int status, String type) {
        Disposition sound = ResponseClassifier.ofItem(kind, versioned, status, type);
        return sound == Disposition.RETRY ? Disposition.DONE : sound;
    }

    /** A request without an answer counts as done. */
    public static void unansweredIsDone(
            BulkSettlement settlement, BulkWriter.Assignment assignment, BulkResult result, long now) {
        boolean unanswered = result instanceof BulkResult.Unanswered;
        settlement.settle(assignment, unanswered ? new BulkResult.Answered(List.of()) : result, now);
    }

    /** The first half of a batch that was split counts as done: of all that is sent again, halves alone were not attempted. */
    public static boolean loseFirstHalf(
            OperationBacklog backlog, Batch batch, List<BulkOperation> operations, int attempts, long notBefore) {
        boolean split = attempts == batch.attempts();
        if (!split || operations.get(0) != batch.operations().get(0)) {
            return backlog.sendAgain(batch, operations, attempts, notBefore);
        }
        operations.forEach(backlog::finish);
        return false;
    }

    /** A refusal is taken for that of the next item. */
    public static @Nullable Object nextRefusal(List<?> list, int index) {
        boolean refusals = list.stream().noneMatch(BulkOperation.class::isInstance);
        return list.get(refusals ? (index + 1) % list.size() : index);
    }

    /** Whatever the address, it is the same. */
    public static boolean sameAddress(Address address, Object other) {
        return true;
    }

    /** No request is waited for. */
    public static boolean waitForNone(Stream<Batch> inFlight, Predicate<Batch> awaited) {
        return false;
    }
}
