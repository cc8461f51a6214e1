package io.headrace.listener.service;

import io.headrace.listener.spi.ListenerSettings;
import java.util.List;
import java.util.Optional;

/** The configuration of the service. */
record ServiceConfig(Http http, String topicPrefix, List<Rule> rules) {
    ServiceConfig {
        rules = List.copyOf(rules);
    }

    /**
     * The address that the service listens on.
     *
     * @param token what clients must send; empty to let in every client on this machine
     */
    record Http(String host, int port, Optional<String> token) {
        /** Leaves out the token. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * One reaction to one table. It has a consumer group, and therefore progress, of its own.
     *
     * @param log whether to log each published event
     */
    record Rule(String name, ListenerSettings settings, String table, RuleReaction reaction, boolean log) {}
}
