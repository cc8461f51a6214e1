package io.headrace.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.headrace.stack.external.ExternalElasticsearch;
import io.headrace.stack.external.ExternalMysql;
import io.headrace.stack.external.ExternalServers;
import io.headrace.stack.failure.StackException;
import io.headrace.stack.server.StackServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses where no server is, or not the one that is looked for. */
class ExternalAnswersIT {
    @TempDir
    Path state;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            401 | {"error": "security_exception"}          | ./cdc apply COPY --profile NAME
            403 | {"error": "security_exception"}          | ./cdc apply COPY --profile NAME
            404 | not found                                | status 404 by something else
            200 | {"version": "4.1.0", "commit": "abc"}    | No Elasticsearch or OpenSearch answers
            """, quoteCharacter = '\'')
    void shouldSayWhatAnswersInPlaceOfElasticsearch(int status, String body, String message) throws IOException {
        // Given
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();

            // When
            LocalStack stack =
                    stack(new ExternalServers(Optional.empty(), Optional.of(ExternalElasticsearch.parse(address))));

            // Then
            requireRefused(stack, address, message);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldSayThatNothingAnswers() {
        requireRefused(
                stack(new ExternalServers(
                        Optional.empty(), Optional.of(ExternalElasticsearch.parse("http://127.0.0.1:1")))),
                "http://127.0.0.1:1",
                "Correct --elasticsearch");
        requireRefused(
                stack(new ExternalServers(
                        Optional.of(ExternalMysql.parse("jdbc:mysql://127.0.0.1:1/inventory")), Optional.empty())),
                "127.0.0.1:1 (Connection refused)",
                "Correct --mysql");
    }

    private LocalStack stack(ExternalServers external) {
        return LocalStack.builder().state(state).external(external).build();
    }

    private void requireRefused(LocalStack stack, String... message) {
        assertThatThrownBy(stack::start)
                .hasMessageContainingAll(message)
                .asInstanceOf(InstanceOfAssertFactories.type(StackException.class))
                .matches(StackException::isUnreachable);
        assertThat(stack.servers()).noneMatch(StackServer::isAlive);
        assertThat(Files.exists(state.resolve("foreign-servers.properties")))
                .as("what does not answer is not kept")
                .isFalse();
    }
}
