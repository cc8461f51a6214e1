package io.headrace.stack.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings with which a start departs from the shipped ones.
 *
 * @param mysqlOptions lines of the option file, after the shipped ones
 * @param connectSettings worker properties that replace the shipped ones
 * @param connectHeap such as 256m; null for the one that belongs to the size of the stack
 * @param searchSettings of the search server, beside the shipped ones
 * @param listenerConfiguration the file of the listener; null for the shipped one
 */
public record ServerOverrides(
        List<String> mysqlOptions,
        Map<String, String> connectSettings,
        @Nullable String connectHeap,
        List<String> searchSettings,
        @Nullable Path listenerConfiguration) {
    public ServerOverrides {
        mysqlOptions = List.copyOf(mysqlOptions);
        connectSettings = Map.copyOf(connectSettings);
        searchSettings = List.copyOf(searchSettings);
    }
}
