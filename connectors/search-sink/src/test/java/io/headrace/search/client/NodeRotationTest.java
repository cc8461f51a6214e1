package io.headrace.search.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeRotationTest {
    private final NodeRotation nodes = new NodeRotation(
            List.of(URI.create("http://one:9200"), URI.create("https://two/path/"), URI.create("http://three")));

    private String next() {
        return nodes.next().toString();
    }

    @Test
    void shouldHandOutTheNodesInTurn() {
        assertThat(List.of(next(), next(), next(), next()))
                .containsExactly("http://one:9200", "https://two:443/path", "http://three:80", "http://one:9200");
    }

    @Test
    void shouldPassOverANodeThatFailedUntilItWorks() {
        // Given
        Node one = nodes.next();
        // When
        nodes.failed(one);
        // Then
        assertThat(List.of(next(), next(), next())).doesNotContain("http://one:9200");
        nodes.worked(one);
        assertThat(List.of(next(), next(), next())).contains("http://one:9200");
    }

    @Test
    void shouldTryThemAllTheSameWhenAllHaveFailed() {
        // Given
        List<Node> all = List.of(nodes.next(), nodes.next(), nodes.next());
        // When
        all.forEach(nodes::failed);
        // Then
        assertThat(List.of(nodes.next(), nodes.next(), nodes.next())).containsExactlyInAnyOrderElementsOf(all);
    }
}
