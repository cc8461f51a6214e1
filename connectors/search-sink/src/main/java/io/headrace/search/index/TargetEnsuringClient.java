package io.headrace.search.index;

import io.headrace.search.bulk.BulkClient;
import io.headrace.search.bulk.BulkOperation;
import io.headrace.search.bulk.BulkResult;
import io.headrace.search.config.IdentitySettings;
import io.headrace.search.config.SinkSettings;
import io.headrace.search.document.DocumentChange.Address;
import io.headrace.search.failure.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Looks, before the first write to a target, whether it is there, and creates it where that is wanted: the server would
 * create a plain index under any name. Also sees to it that the target has the fields of the documents, where the
 * configuration wants that. Wraps the client of one sender thread.
 */
public final class TargetEnsuringClient implements BulkClient {
    private static final int BAD_REQUEST = 400;

    /** An alias may get a second index at any time. */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final BulkClient client;
    private final IndexAdmin admin;
    private final boolean create;
    private final IdentitySettings identity;
    private final Map<String, Long> known;
    private final SchemaMappings mappings;

    private TargetEnsuringClient(
            BulkClient client,
            IndexAdmin admin,
            SinkSettings settings,
            Map<String, Long> known,
            SchemaMappings mappings) {
        this.client = client;
        this.admin = admin;
        this.create = settings.target().create();
        this.identity = settings.identity();
        this.known = known;
        this.mappings = mappings;
    }

    /**
     * @param known targets that were found, and when, by {@link System#nanoTime}; shared by the senders of a task, and safe
     *     for that
     * @param mappings shared likewise
     */
    public static BulkClient wrap(
            BulkClient client,
            IndexAdmin admin,
            SinkSettings settings,
            Map<String, Long> known,
            SchemaMappings mappings) {
        return new TargetEnsuringClient(client, admin, settings, known, mappings);
    }

    @Override
    public BulkResult send(List<BulkOperation> operations, boolean refresh) {
        Map<BulkOperation, Refusal> unmapped = Map.of();
        try {
            String lastTarget = "";
            Schema lastShape = null;
            for (BulkOperation operation : operations) {
                String target = operation.write().address().index();
                Schema shape = operation.write().shape();
                if (!target.equals(lastTarget)) {
                    look(target, operation, shape);
                }
                if (shape != null && (!unmapped.isEmpty() || shape != lastShape || !target.equals(lastTarget))) {
                    unmapped = mapped(operation, shape, unmapped);
                    lastShape = shape;
                }
                lastTarget = target;
            }
        } catch (IOException e) {
            return new BulkResult.Unanswered(String.valueOf(e.getMessage()));
        } catch (IndexRefusedException e) {
            Refusal right = e.missingRight();
            if (right != null) {
                return new BulkResult.Refused(right, 0);
            }
            return new BulkResult.TargetMissing(String.valueOf(e.getMessage()));
        }
        return unmapped.isEmpty() ? client.send(operations, refresh) : sendMapped(operations, unmapped, refresh);
    }

    private void look(String target, BulkOperation operation, @Nullable Schema shape) throws IOException {
        Long seen = known.get(target);
        long now = System.nanoTime();
        boolean ofRows = identity.idOf(operation.offsets().partition().topic()).isOfTheRow();
        if (seen == null || (ofRows && now - seen > LOOK_AGAIN_NANOS)) {
            int indices = admin.indices(target);
            if (indices > 1 && ofRows) {
                known.remove(target);
                throw IndexRefusedException.severalIndices(target, indices);
            }
            if (seen == null) {
                find(target, indices, shape);
            }
            known.put(target, now);
        }
    }

    private void find(String target, int indices, @Nullable Schema shape) throws IOException {
        if (indices == 0) {
            if (!create) {
                throw new IndexRefusedException(
                        "Nothing is named " + target + ", and index.create=false. Create the index"
                                + " or alias, correct topic.to.index, or set index.create=true.");
            }
            mappings.create(target, shape, admin);
        }
    }

    private Map<BulkOperation, Refusal> mapped(
            BulkOperation operation, Schema shape, Map<BulkOperation, Refusal> unmapped) throws IOException {
        String refusal = mappings.refusal(operation.write().address().index(), shape, admin);
        if (refusal == null) {
            return unmapped;
        }
        Map<BulkOperation, Refusal> more = unmapped.isEmpty() ? new HashMap<>() : unmapped;
        more.put(operation, new Refusal(BAD_REQUEST, "mapping_refused", refusal));
        return more;
    }

    /** Sends those whose fields are mapped, and answers for the others. */
    private BulkResult sendMapped(
            List<BulkOperation> operations, Map<BulkOperation, Refusal> unmapped, boolean refresh) {
        List<BulkOperation> sent =
                operations.stream().filter(each -> !unmapped.containsKey(each)).toList();
        BulkResult result = sent.isEmpty() ? BulkResult.ALL_DONE : client.send(sent, refresh);
        if (!(result instanceof BulkResult.Answered answered)) {
            return result;
        }
        List<@Nullable Refusal> refusals = new ArrayList<>(operations.size());
        int at = 0;
        for (BulkOperation operation : operations) {
            Refusal refusal = unmapped.get(operation);
            if (refusal == null) {
                refusal = answered.refusals().isEmpty()
                        ? null
                        : answered.refusals().get(at);
                at++;
            }
            refusals.add(refusal);
        }
        return new BulkResult.Answered(refusals);
    }

    @Override
    public long versionOf(Address address) {
        return client.versionOf(address);
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
