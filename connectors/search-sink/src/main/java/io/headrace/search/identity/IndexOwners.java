package io.headrace.search.identity;

import io.headrace.search.config.SettingException;
import io.headrace.search.identity.IdTemplate.KeyAffixes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which topic's rows an index holds under ids from keys. A second topic could overwrite and delete them, so it is refused
 * before its first write. Used by the task thread only.
 */
final class IndexOwners {
    private static final int MOST = 10_000;

    private record Place(String index, KeyAffixes ids) {}

    private final IdTemplate template;
    private final Map<Place, String> owners = new HashMap<>();
    private final Map<String, Set<String>> admitted = new HashMap<>();

    IndexOwners(IdTemplate template) {
        this.template = template;
    }

    /**
     * @param origin the topic in Kafka
     * @param topic the same after transforms, which index and ids are made from
     */
    void require(String origin, String topic, String index) {
        Set<String> known = admitted.get(origin);
        if (known == null || !known.contains(index)) {
            admit(origin, topic, index);
        }
    }

    private void admit(String origin, String topic, String index) {
        if (owners.size() >= MOST) {
            owners.clear();
            admitted.clear();
        }
        String owner = owners.putIfAbsent(new Place(index, template.of(topic)), origin);
        if (owner != null && !owner.equals(origin)) {
            throw new SettingException("index.sharing", clash(owner, origin, index));
        }
        admitted.computeIfAbsent(origin, absent -> new HashSet<>()).add(index);
    }

    static String clash(String one, String other, String index) {
        return "Topics " + one + " and " + other + " would both write to index " + index
                + " under ids from keys, so that rows with the same key would overwrite and delete each other's"
                + " documents. Give each its index (index=${topic}, topic.to.index), have ids tell them apart"
                + " (document.id.template=${topic.database}:${key}), or say index.sharing=allow if their keys differ.";
    }
}
