package io.headrace.stack.server;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a test or a benchmark sets otherwise than the project ships it.
 *
 * @param mysqlOptions lines of the option file, after the shipped ones
 * @param connectSettings worker properties that replace the shipped ones
 * @param connectHeap such as 256m; null for what the size of the stack gives
 * @param searchSettings beside those that the search server is started with
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
