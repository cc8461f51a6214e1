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
     * One setting that differs. Values of settings that hold secrets are not shown unless they are references.
     *
     * @param now on the worker; null when it is not set
     * @param then in the file; null when it is not set
     */
    public record Setting(
            String key, @Nullable String now, @Nullable String then) {}
}
