package io.headrace.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.stack.external.ExternalElasticsearch;
import io.headrace.stack.external.ExternalMysql;
import io.headrace.stack.external.ExternalServers;
import io.headrace.stack.failure.StackException;
import io.headrace.stack.server.StackServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which servers a stack has. Nothing is started. */
class LocalStackTest {
    private static final Optional<ExternalMysql> MYSQL =
            Optional.of(ExternalMysql.parse("jdbc:mysql://db.example.com:3307/inventory"));
    private static final Optional<ExternalElasticsearch> ELASTICSEARCH =
            Optional.of(ExternalElasticsearch.parse("http://es.example.com:9201"));

    @TempDir
    Path state;

    @Test
    void shouldStartNoServerThatIsThereAlready() {
        assertThat(names(new ExternalServers(MYSQL, Optional.empty())))
                .containsExactly("listener", "connect", "kafka", "elasticsearch");
        assertThat(names(new ExternalServers(Optional.empty(), ELASTICSEARCH)))
                .containsExactly("listener", "connect", "kafka", "mysql");
        assertThat(names(new ExternalServers(MYSQL, ELASTICSEARCH))).containsExactly("listener", "connect", "kafka");
        assertThat(names(ExternalServers.NONE)).hasSize(5);
    }

    @Test
    void shouldHandOutNoServerThatIsNotItsOwn() {
        // Given
        LocalStack stack = stack(new ExternalServers(MYSQL, Optional.empty()));

        // Then
        assertThatThrownBy(stack::mysql).isInstanceOf(IllegalStateException.class);
        assertThat(stack.elasticsearch().name()).isEqualTo("elasticsearch");
    }

    @Test
    void shouldNotChangeOverToAnotherServerWithItsData() throws Exception {
        // Given
        boolean before = stack(ExternalServers.NONE).isNew();
        Path kafka = Files.createDirectories(state.resolve("kafka/data"));

        // When
        Files.createFile(kafka.resolve("meta.properties"));

        // Then
        assertThat(before).isTrue();
        assertThat(stack(ExternalServers.NONE).isNew()).isFalse();
        assertThatThrownBy(() -> stack(new ExternalServers(MYSQL, Optional.empty())))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("MySQL as its own server");
    }

    private List<String> names(ExternalServers external) {
        return stack(external).servers().stream().map(StackServer::name).toList();
    }

    private LocalStack stack(ExternalServers external) {
        return LocalStack.builder().state(state).external(external).build();
    }
}
