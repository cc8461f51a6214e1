package io.headrace.listener.service;

import io.headrace.listener.spi.ListenerSettings;
import java.util.List;
import java.util.Optional;

/** The whole configuration of the service. */
record ServiceConfig(Http http, String topicPrefix, List<Rule> rules) {
    ServiceConfig {
        rules = List.copyOf(rules);
    }

    /**
     * Where the service is asked.
     *
     * @param token needed by whoever asks; empty for everyone on this machine
     */
    record Http(String host, int port, Optional<String> token) {
        /** Does not show the token. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * One reaction to one table, with a consumer group and so a progress of its own.
     *
     * @param log whether each published event is logged
     */
    record Rule(String name, ListenerSettings settings, String table, RuleReaction reaction, boolean log) {}
}
