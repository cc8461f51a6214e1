package io.headrace.search.bulk;

import io.headrace.search.document.DocumentChange.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One lane per document that has operations under way: the head is in a batch or with the server, the others wait behind
 * it. So at most one operation per document is ever in flight. Guarded by the lock of the writer.
 */
final class DocumentLanes {
    private final Map<Object, BulkOperation> heads = new HashMap<>();
    private final boolean coalesce;
    private final boolean documentsMove;

    /** @param documentsMove whether all addresses with one id share a lane, since they may be one document */
    DocumentLanes(boolean coalesce, boolean documentsMove) {
        this.coalesce = coalesce;
        this.documentsMove = documentsMove;
    }

    private Object lane(Address address, String id) {
        return documentsMove ? id : address;
    }

    /** What became of an operation that came to its lane. */
    enum Arrival {
        /** It is the head and has to be put into a batch. */
        HEAD,
        /** It took the place of an older one, or was coalesced into one that is newer. */
        COALESCED,
        /** It waits behind the head. */
        WAITING
    }

    Arrival arrive(BulkOperation operation) {
        Address address = operation.write().address();
        String id = address.id();
        if (id == null) {
            return Arrival.HEAD;
        }
        BulkOperation head = heads.putIfAbsent(lane(address, id), operation);
        if (head == null) {
            return Arrival.HEAD;
        }
        if (head.next == null) {
            if (coalesce && head.isReplaceable() && operation.mayCoalesceWith(head)) {
                coalesceWithHead(head, operation);
                return Arrival.COALESCED;
            }
            head.next = operation;
            head.last = operation;
            return Arrival.WAITING;
        }
        return arriveBehind(head, operation);
    }

    private void coalesceWithHead(BulkOperation head, BulkOperation operation) {
        if (wins(operation, head)) {
            Batch batch = Objects.requireNonNull(head.batch);
            batch.replace(head, operation);
            operation.supersede(head);
            replaceHead(operation);
        } else {
            head.supersede(operation);
        }
    }

    private Arrival arriveBehind(BulkOperation head, BulkOperation operation) {
        BulkOperation last = Objects.requireNonNull(head.last);
        if (!coalesce || !operation.mayCoalesceWith(last)) {
            last.next = operation;
            head.last = operation;
            return Arrival.WAITING;
        }
        if (wins(operation, last)) {
            BulkOperation before = head;
            while (before.next != last) {
                before = Objects.requireNonNull(before.next);
            }
            before.next = operation;
            head.last = operation;
            operation.supersede(last);
        } else {
            last.supersede(operation);
        }
        return Arrival.COALESCED;
    }

    private static boolean wins(BulkOperation newer, BulkOperation older) {
        return newer.write().version() == older.write().version()
                ? newer.write().overwritesEqual() || !older.write().overwritesEqual()
                : newer.write().version() > older.write().version();
    }

    private void replaceHead(BulkOperation head) {
        Address address = head.write().address();
        heads.put(lane(address, Objects.requireNonNull(address.id())), head);
    }

    /** The head is done with: returns the next of its lane, which is the new head and has to be put into a batch. */
    @Nullable
    BulkOperation depart(BulkOperation head) {
        Address address = head.write().address();
        String id = address.id();
        if (id == null) {
            return null;
        }
        BulkOperation next = head.next;
        head.next = null;
        if (next == null) {
            heads.remove(lane(address, id));
            return null;
        }
        next.last = next == head.last ? null : head.last;
        replaceHead(next);
        return next;
    }

    /** The head was refused: the newest that it superseded becomes the head in its place, if there is one. */
    @Nullable
    BulkOperation stepBack(BulkOperation head) {
        BulkOperation predecessor = head.superseded;
        if (predecessor == null) {
            return null;
        }
        head.superseded = null;
        predecessor.next = head.next;
        predecessor.last = head.last;
        head.next = null;
        replaceHead(predecessor);
        return predecessor;
    }

    /** Takes what waits for revoked partitions out of the lanes; heads stay. */
    List<BulkOperation> removeRevokedWaiting() {
        List<BulkOperation> removed = new ArrayList<>();
        for (BulkOperation head : heads.values()) {
            BulkOperation last = head;
            BulkOperation at = head.next;
            while (at != null) {
                BulkOperation following = at.next;
                if (at.offsets().isRevoked()) {
                    at.next = null;
                    last.next = following;
                    removed.add(at);
                } else {
                    last = at;
                }
                at = following;
            }
            head.last = last == head ? null : last;
        }
        return removed;
    }

    int size() {
        return heads.size();
    }
}
