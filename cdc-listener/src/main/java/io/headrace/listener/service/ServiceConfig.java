package io.headrace.listener.service;

import io.headrace.listener.ListenerSettings;
import java.util.List;

/** The whole configuration of the service. */
record ServiceConfig(Http http, String topicPrefix, List<Rule> rules) {
    ServiceConfig {
        rules = List.copyOf(rules);
    }

    /** Where health is served. */
    record Http(String host, int port) {}

    /**
     * One reaction to one table, with a consumer group and so a progress of its own.
     *
     * @param log whether each published event is logged
     */
    record Rule(String name, ListenerSettings settings, String table, RuleReaction reaction, boolean log) {}
}
