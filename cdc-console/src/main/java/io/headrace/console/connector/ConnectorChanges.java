package io.headrace.console.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SecretReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What differs between connector files and the worker.
 *
 * @param equal nothing would change
 */
public record ConnectorChanges(boolean equal, List<Connector> connectors) {

    public ConnectorChanges {
        connectors = List.copyOf(connectors);
    }

    /** What would happen to a connector. */
    public enum Kind {
        CREATE,
        CHANGE,
        DELETE,
        NONE
    }

    public record Connector(String name, Kind kind, List<Setting> settings) {
        public Connector {
            settings = List.copyOf(settings);
        }
    }

    /**
     * One setting that differs. Values of secret settings are not shown unless they are references.
     *
     * @param now the worker's value; null if not set
     * @param then the file's value; null if not set
     */
    public record Setting(
            String key, @Nullable String now, @Nullable String then) {}

    private static final Pattern SECRET =
            Pattern.compile(".*(password|secret|token|\\.key|jaas\\.config|headers)$", Pattern.CASE_INSENSITIVE);

    /**
     * What differs, in the order of the settings' names.
     *
     * @param present the worker's configuration; null for none
     */
    public static List<Setting> settings(@Nullable JsonNode present, JsonNode wanted) {
        JsonNode now = present == null ? Rest.JSON.createObjectNode() : present;
        TreeSet<String> keys = new TreeSet<>();
        now.fieldNames().forEachRemaining(keys::add);
        wanted.fieldNames().forEachRemaining(keys::add);
        List<Setting> settings = new ArrayList<>();
        for (String key : keys) {
            String is = now.path(key).asText(null);
            String shall = wanted.path(key).asText(null);
            if (!Objects.equals(is, shall) && !key.equals("name")) {
                settings.add(new Setting(key, shown(key, is), shown(key, shall)));
            }
        }
        return settings;
    }

    private static @Nullable String shown(String key, @Nullable String value) {
        return value == null || !SECRET.matcher(key).matches() || SecretReference.isAll(value) ? value : "(hidden)";
    }
}
