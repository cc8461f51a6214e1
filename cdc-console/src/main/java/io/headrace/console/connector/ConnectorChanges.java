package io.headrace.console.connector;

import java.util.List;
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
}
