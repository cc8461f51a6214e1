package io.headrace.listener.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.spi.ListenerStatus;
import java.util.Map;

/** Renders the status of the rules as JSON. */
final class StatusJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StatusJson() {}

    static Response health(boolean up, Map<String, ListenerStatus> status) {
        ObjectNode body = JSON.createObjectNode();
        body.put("status", up ? "UP" : "DOWN");
        ObjectNode rules = body.putObject("rules");
        status.forEach((name, listener) -> {
            ObjectNode rule = rules.putObject(name);
            rule.put("state", listener.state().name());
            rule.put("partitions", listener.partitions().size());
            rule.put("lag", listener.lag()).put("inFlight", listener.inFlight());
            listener.missingTopics().forEach(rule.putArray("missingTopics")::add);
        });
        return Response.json(up ? 200 : 503, body);
    }

    static Response lanes(Map<String, ListenerStatus> status) {
        ObjectNode body = JSON.createObjectNode();
        status.forEach((name, listener) -> {
            ObjectNode rule = body.putObject(name);
            rule.put("state", listener.state().name());
            rule.put("inFlight", listener.inFlight()).put("lanes", listener.lanes());
            ArrayNode partitions = rule.putArray("partitions");
            listener.partitions()
                    .forEach(partition -> partitions
                            .addObject()
                            .put("topic", partition.topic())
                            .put("partition", partition.partition())
                            .put("committed", partition.committed())
                            .put("lag", partition.lag())
                            .put("lagMillis", partition.lagMillis())
                            .put("stalled", partition.stalled()));
        });
        return Response.json(200, body);
    }
}
