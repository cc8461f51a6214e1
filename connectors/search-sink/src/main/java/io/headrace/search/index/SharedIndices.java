package io.headrace.search.index;

import io.headrace.search.config.IdentitySettings;
import io.headrace.search.config.IdentitySettings.IdSource;
import io.headrace.search.config.IdentitySettings.Sharing;
import io.headrace.search.config.SettingException;
import io.headrace.search.config.SinkSettings;
import io.headrace.search.identity.IdTemplate;
import io.headrace.search.identity.IdTemplate.KeyAffixes;
import io.headrace.search.identity.TableTopicName;
import io.headrace.search.record.RowTopics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, before there is a record, whether topics would write to one index under ids from keys that don't tell them
 * apart. What only records can show is for the task to see. Stateless.
 */
public final class SharedIndices {
    private static final String SETTING = "index.sharing";
    private static final String CURE = " Give each its index (index=${topic}, topic.to.index), have ids tell them apart"
            + " (document.id.template=${topic.database}:${key}), or say allow if their keys differ";

    /** Where documents of a topic go, and what their ids have beside the key. */
    private record Place(String index, KeyAffixes ids) {}

    private SharedIndices() {}

    /**
     * @param topics those that the connector lists, and no transform renames
     * @throws SettingException when two of them share an index
     */
    public static void refuse(SinkSettings settings, Collection<String> topics) {
        if (settings.identity().sharing() == Sharing.ALLOW) {
            return;
        }
        IndexNames names = new IndexNames(settings.target());
        IdTemplate ids = IdTemplate.parse(settings.identity().template());
        Map<Place, String> topicOf = new HashMap<>();
        for (String topic : RowTopics.of(topics)) {
            String index = settings.identity().isExclusive(topic) ? names.index(topic) : null;
            String other = index == null ? null : topicOf.put(new Place(index, ids.of(topic)), topic);
            if (other != null && !other.equals(topic)) {
                throw new SettingException(
                        SETTING,
                        "refuse",
                        "topics " + other + " and " + topic + " would both write to index " + index
                                + " under ids from keys, so that rows with the same key would overwrite and delete each"
                                + " other's documents." + CURE);
            }
        }
    }

    /**
     * @param regex of the topics that the connector reads, and no transform renames
     * @throws SettingException when it may match several that share an index
     */
    public static void refuse(SinkSettings settings, String regex) {
        IdentitySettings identity = settings.identity();
        if (identity.sharing() == Sharing.ALLOW || identity.id() != IdSource.KEY) {
            return;
        }
        refuse(settings, settings.target().topicToIndex().keySet());
        IndexTemplate index = IndexTemplate.parse(settings.target().template());
        TopicPattern topics = TopicPattern.of(regex);
        if (!index.dependsOnTopicOnly() || topics.isOneTopic()) {
            return;
        }
        IdTemplate ids = IdTemplate.parse(identity.template());
        String untold = untold(topics, index, ids);
        if (untold != null) {
            throw new SettingException(
                    SETTING,
                    "refuse",
                    "topics.regex=" + regex + " may match topics of several " + untold + ", which neither index="
                            + settings.target().template() + " nor document.id.template=" + identity.template()
                            + " tells apart, so that rows with the same key would overwrite and delete each other's"
                            + " documents." + CURE);
        }
    }

    private static @Nullable String untold(TopicPattern topics, IndexTemplate index, IdTemplate ids) {
        if (index.holds(TableTopicName.WHOLE) || ids.holds(TableTopicName.WHOLE)) {
            return null;
        }
        boolean databases =
                topics.isOneDatabase() || index.holds(TableTopicName.DATABASE) || ids.holds(TableTopicName.DATABASE);
        boolean tables = topics.isOneTable() || index.holds(TableTopicName.TABLE) || ids.holds(TableTopicName.TABLE);
        if (databases && tables) {
            return null;
        }
        return !databases && !tables ? "databases and tables" : databases ? "tables" : "databases";
    }
}
