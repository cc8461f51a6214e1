package io.headrace.stack.server;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings with which a test or a benchmark departs from the shipped ones.
 *
 * @param mysqlOptions lines of the option file, after the shipped ones
 * @param connectSettings worker properties that replace the shipped ones
 * @param connectHeap such as 256m; null for the one that belongs to the size of the stack
 * @param searchSettings of the search server, beside the shipped ones
 */
public record ServerOverrides(
        List<String> mysqlOptions,
        Map<String, String> connectSettings,
        @Nullable String connectHeap,
        List<String> searchSettings) {
    public ServerOverrides {
        mysqlOptions = List.copyOf(mysqlOptions);
        connectSettings = Map.copyOf(connectSettings);
        searchSettings = List.copyOf(searchSettings);
    }
}
