package io.headrace.search;

import java.util.Arrays;
import java.util.Map;

/** Transforms that give records another topic, so that the topics of a connector say nothing about its indices. Stateless. */
final class Routers {
    private Routers() {}

    /** Whether one of the connector's transforms is a router, by its name, as all are that are well known. */
    static boolean areIn(Map<String, String> connector) {
        return Arrays.stream(connector.getOrDefault("transforms", "").split(","))
                .map(alias -> connector.getOrDefault("transforms." + alias.strip() + ".type", ""))
                .anyMatch(type -> type.contains("Router"));
    }
}
