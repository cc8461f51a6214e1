package io.headrace.search.config;

import java.util.Arrays;
import java.util.Map;

/** Transforms that give records another topic, so that a connector's topics say nothing about its indices. Stateless. */
public final class RoutingTransforms {
    private RoutingTransforms() {}

    /** Whether one of the connector's transforms is a router, judged by its class name, as every well-known one can be. */
    public static boolean areIn(Map<String, String> connector) {
        return Arrays.stream(connector.getOrDefault("transforms", "").split(","))
                .map(alias -> connector.getOrDefault("transforms." + alias.strip() + ".type", ""))
                .anyMatch(type -> type.contains("Router"));
    }
}
