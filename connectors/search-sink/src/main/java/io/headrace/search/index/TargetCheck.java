package io.headrace.search.index;

import io.headrace.search.bulk.BulkClient;
import io.headrace.search.bulk.BulkResult;
import io.headrace.search.bulk.Operation;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Looks, before the first write to a target, whether it is there, and creates it where that is wanted: the server would
 * create a plain index under any name. Wraps the client of one sender thread.
 */
public final class TargetCheck implements BulkClient {
    private final BulkClient client;
    private final IndexAdmin admin;
    private final boolean create;
    private final Set<String> known;

    private TargetCheck(BulkClient client, IndexAdmin admin, boolean create, Set<String> known) {
        this.client = client;
        this.admin = admin;
        this.create = create;
        this.known = known;
    }

    /** @param known targets that were found; shared by the senders of a task, and safe for that */
    public static BulkClient wrap(BulkClient client, IndexAdmin admin, boolean create, Set<String> known) {
        return new TargetCheck(client, admin, create, known);
    }

    @Override
    public BulkResult send(List<Operation> operations, boolean refresh) {
        try {
            String last = "";
            for (Operation operation : operations) {
                String target = operation.write().address().index();
                if (!target.equals(last) && !known.contains(target)) {
                    find(target);
                }
                last = target;
            }
        } catch (IOException e) {
            return new BulkResult.Unanswered(String.valueOf(e.getMessage()));
        } catch (IndexRefusedException e) {
            return new BulkResult.TargetMissing(String.valueOf(e.getMessage()));
        }
        return client.send(operations, refresh);
    }

    private void find(String target) throws IOException {
        if (!admin.exists(target)) {
            if (!create) {
                throw new IndexRefusedException(
                        "Nothing is named " + target + ", and index.create=false. Create the index"
                                + " or alias, correct topic.to.index, or set index.create=true.");
            }
            admin.create(target);
        }
        known.add(target);
    }

    @Override
    public void abort() {
        client.abort();
    }

    @Override
    public void close() {
        client.close();
    }
}
