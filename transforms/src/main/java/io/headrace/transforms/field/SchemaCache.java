package io.headrace.transforms.field;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A bounded cache of plans by schema. A source hands over the same schema object for every row of a table, so the first
 * lookup is by identity and takes no lock: it costs the same for one table as for a thousand. A schema object that was not
 * seen before is looked up by equality, so that equal schemas share one plan and thereby one output schema.
 *
 * <p>Called by any thread: the slots hold immutable entries, and a lost update costs one more lookup.
 */
public final class SchemaCache<P> {

    private static final int PROBES = 8;

    private record Entry<P>(Schema schema, P plan) {}

    private final AtomicReferenceArray<@Nullable Entry<P>> slots;
    private final int mask;
    private final Map<Schema, P> plans;
    private final Function<Schema, P> compiler;

    public SchemaCache(int size, Function<Schema, P> compiler) {
        int capacity = Math.max(2 * PROBES, Integer.highestOneBit(Math.max(1, size - 1)) * 8);
        slots = new AtomicReferenceArray<>(capacity);
        mask = capacity - 1;
        this.compiler = compiler;
        plans = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Schema, P> eldest) {
                return size() > size;
            }
        };
    }

    public P get(Schema schema) {
        int home = home(schema);
        for (int i = 0; i < PROBES; i++) {
            Entry<P> entry = slots.getAcquire((home + i) & mask);
            if (entry == null) {
                break;
            }
            if (entry.schema == schema) {
                return entry.plan;
            }
        }
        return learn(schema, home);
    }

    /** How many plans are held. */
    public int size() {
        synchronized (plans) {
            return plans.size();
        }
    }

    private P learn(Schema schema, int home) {
        P plan;
        synchronized (plans) {
            plan = plans.get(schema);
            if (plan == null) {
                plan = compiler.apply(schema);
                plans.put(schema, plan);
            }
        }
        slots.setRelease(slot(home), new Entry<>(schema, plan));
        return plan;
    }

    /**
     * The first free slot, or a random one: schemas that are no longer in use leave no trace, so any slot may be one of
     * theirs. A fixed choice would let two tables that share a slot evict each other for ever.
     */
    private int slot(int home) {
        for (int i = 0; i < PROBES; i++) {
            if (slots.getAcquire((home + i) & mask) == null) {
                return (home + i) & mask;
            }
        }
        return (home + ThreadLocalRandom.current().nextInt(PROBES)) & mask;
    }

    private int home(Schema schema) {
        int hash = System.identityHashCode(schema);
        return (hash ^ (hash >>> 15)) & mask;
    }
}
