package io.headrace.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.server.Rest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of a table's key by the connectors, before ids are called too long or unstable. */
class KeyUseTest {

    private static final JsonNode HASHING = sink("p.lab.url").put("document.id.overlong", "hash");

    @Test
    void shouldTrustLongIdsOnlyWhereEverySinkOfTheTableHashesThem() {
        assertThat(use(HASHING).isHashed()).isTrue();
        assertThat(use(HASHING, sink("p.lab.url")).isHashed()).isFalse();
        assertThat(use(HASHING, sink("p.lab.url").put("key.ignore", "true")).isHashed())
                .as("ids of the other are not made of keys")
                .isTrue();
        assertThat(use(sink("p.lab.other").put("document.id.overlong", "hash")).isHashed())
                .as("it reads another table")
                .isFalse();
        assertThat(use().isHashed()).isFalse();
    }

    private static KeyUse use(JsonNode... sinks) {
        return KeyUse.of(source(), "lab.url", List.of(sinks));
    }

    private static ObjectNode source() {
        return Rest.JSON.createObjectNode().put("topic.prefix", "p");
    }

    private static ObjectNode sink(String topics) {
        return Rest.JSON.createObjectNode().put("topics", topics);
    }
}
