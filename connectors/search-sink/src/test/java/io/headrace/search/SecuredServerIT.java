package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink on a real Elasticsearch 8.19 that wants TLS and a password, and gives it no more rights than it needs. */
@Tag("compat")
class SecuredServerIT {
    private static Certificates certificates;
    private static Certificates strangers;
    private static SecuredServer server;

    @BeforeAll
    static void startServer(@TempDir Path folder) throws Exception {
        certificates = Certificates.in(Files.createDirectory(folder.resolve("ours")), "ip:127.0.0.1");
        strangers = Certificates.in(Files.createDirectory(folder.resolve("strangers")), "ip:127.0.0.1");
        server = SecuredServer.start(folder, certificates);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void removeIndex() {
        server.ask("DELETE", "/orders", "");
    }

    private static void createIndex() {
        server.ask(
                "PUT", "/orders", "{\"settings\":{\"number_of_replicas\":0,\"index\":{\"refresh_interval\":\"-1\"}}}");
    }

    /** What a sink is configured with to reach the server as this user; later settings win. */
    private static String[] as(User user, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "connection.username",
                user.key(),
                "connection.password",
                user.password(),
                "connection.ssl.truststore.location",
                certificates.trustStore().toString(),
                "connection.ssl.truststore.password",
                Certificates.PASSWORD));
        settings.addAll(Arrays.asList(more));
        return settings.toArray(String[]::new);
    }

    private static Map<String, String> errors(String... settings) {
        Map<String, String> errors = new SearchSinkConnector()
                .validate(RunningTask.configuration(server.url(), false, settings)).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(
                                Collectors.toMap(ConfigValue::name, value -> String.join("\n", value.errorMessages())));
        assertHoldsNoSecret(errors.toString());
        return errors;
    }

    private static void assertHoldsNoSecret(String text) {
        for (User user : User.values()) {
            assertThat(text)
                    .doesNotContain(user.password())
                    .doesNotContain(user.authorization().substring("Basic ".length()));
        }
        assertThat(text).doesNotContain(Certificates.PASSWORD);
    }

    /** What the task ends with, without having given a record up. */
    private static String failureOf(String... settings) {
        try (RunningTask task = new RunningTask(server.url(), true, settings)) {
            task.deliver("1", "{\"v\":1}", "2", null);
            String failure = await().atMost(Duration.ofMinutes(1))
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> endOf(task), Objects::nonNull);
            assertThatThrownBy(task::committable)
                    .as("an offset of what was not written")
                    .isInstanceOf(ConnectException.class);
            assertThat(task.context().reports()).isEmpty();
            assertHoldsNoSecret(failure);
            return failure;
        }
    }

    private static String endOf(RunningTask task) {
        try {
            task.task().put(List.of());
            return null;
        } catch (ConnectException end) {
            return end.toString();
        }
    }

    private static JsonNode document(String id) {
        return server.ask("GET", "/orders/_doc/" + id, "");
    }

    @Test
    void shouldDoAllThatIsDocumentedWithTheRightsThatAreDocumented() {
        // Given
        String[] settings = as(User.SINK);
        assertThat(errors(settings)).isEmpty();
        // When
        try (RunningTask task = new RunningTask(server.url(), settings)) {
            task.deliver("1", "{\"v\":1}", "2", "{\"v\":1}", "1", "{\"v\":2}").settle();
            task.deliver("2", null).settle();
        }
        // Then
        assertThat(document("1").path("_source").path("v").asInt()).isEqualTo(2);
        assertThat(document("2").path("found").asBoolean()).isFalse();
    }

    @Test
    void shouldMakeAChangeSearchableWithoutTheRightToRefresh() {
        // Given
        createIndex();
        // When
        try (RunningTask task = new RunningTask(server.url(), as(User.SINK, "refresh", "adaptive"))) {
            task.deliver("1", "{\"v\":1}").settle();
            task.deliver("2", "{\"v\":1}").settle();
            // Then
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> server.ask("GET", "/orders/_count", "")
                                    .path("count")
                                    .asInt()
                            == 2);
        }
    }

    @Test
    void shouldDoWithoutTheRightToRead() {
        // Given
        createIndex();
        try (RunningTask task = new RunningTask(server.url(), as(User.SINK))) {
            task.deliver("1", "{\"v\":1}", "1", "{\"v\":2}").settle();
        }
        // When: the version of what is newer would be read
        try (RunningTask task = new RunningTask(server.url(), as(User.SINK))) {
            task.deliver("1", "{\"v\":1}").settle();
            task.deliver("2", "{\"v\":1}").settle();
        }
        try (RunningTask task = new RunningTask(server.url(), as(User.SINK, "write.method", "upsert"))) {
            task.deliver("3", "{\"a\":1}", "3", "{\"b\":2}").settle();
        }
        // Then
        assertThat(document("1").path("_source").path("v").asInt()).isEqualTo(2);
        assertThat(document("2").path("found").asBoolean()).isTrue();
        assertThat(document("3").path("_source").toString()).isEqualTo("{\"a\":1,\"b\":2}");
    }

    @Test
    void shouldSayThatThePasswordIsWrong() {
        // Given
        String[] settings = as(User.SINK, "connection.password", User.ADMIN.password());
        // Then
        assertThat(errors(settings))
                .hasEntrySatisfying(
                        "connection.username",
                        message -> assertThat(message).contains("does not accept the credentials (401)"));
        assertThat(failureOf(settings)).contains("401").contains("credentials are missing or wrong");
    }

    @Test
    void shouldSayWhichRightIsMissingAndLoseNothing() {
        // Given
        createIndex();
        // Then
        assertThat(errors(as(User.STRANGER, "index.create", "false")))
                .hasEntrySatisfying(
                        "connection.username",
                        message -> assertThat(message).contains("(403)").contains("view_index_metadata"));
        assertThat(failureOf(as(User.READER))).contains("403").contains("write");
        // When: the right is granted, and the worker delivers again
        try (RunningTask task = new RunningTask(server.url(), as(User.SINK))) {
            task.deliver("1", "{\"v\":1}", "2", null).settle();
        }
        // Then
        assertThat(document("1").path("found").asBoolean()).isTrue();
    }

    @Test
    void shouldSayThatTheAuthorityIsNotTrusted() {
        // When
        Map<String, String> errors = errors(as(
                User.SINK,
                "connection.ssl.truststore.location",
                strangers.trustStore().toString()));
        // Then
        assertThat(errors)
                .hasEntrySatisfying(
                        "connection.url",
                        message -> assertThat(message)
                                .contains("TLS failed")
                                .contains("connection.ssl.truststore.location"));
    }
}
