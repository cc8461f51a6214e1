package io.headrace.search;

import io.headrace.search.fault.SearchStore;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Whether the rows of a schedule change where their documents live. */
enum Movement {
    NONE,
    /** By their routing, on shards of which two routes may share one. */
    ROUTES,
    /** By the name of their index, and all names are aliases of one. */
    ALIASES;

    static final int ROUTES_IN_USE = 3;

    static Movement any(Random random) {
        return List.of(NONE, NONE, ROUTES, ALIASES).get(random.nextInt(4));
    }

    void prepare(SearchStore store, String index, Map<String, String> settings, Random random) {
        if (this == ROUTES) {
            store.shards(List.of(1, 2, 5).get(random.nextInt(3)));
            settings.put("routing", "value_field");
            settings.put("routing.field", "r");
        } else if (this == ALIASES) {
            store.create(index);
            for (int route = 0; route < ROUTES_IN_USE; route++) {
                store.alias(index + "-" + route, index);
            }
            settings.remove("topic.to.index");
            settings.put("index", index + "-${value:r}");
        }
    }

    @Nullable
    String routing(String route) {
        return this == ROUTES ? route : null;
    }
}
