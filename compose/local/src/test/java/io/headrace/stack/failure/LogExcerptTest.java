package io.headrace.stack.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogExcerptTest {
    @TempDir
    Path folder;

    @Test
    void shouldShowErrorsAndCausesWithoutTheirStackTraces() {
        // Given
        String log = """
                2026-11-21 INFO starting
                2026-11-21 ERROR Exiting Kafka due to fatal exception
                java.lang.IllegalArgumentException: bad listener
                \tat kafka.Kafka.main(Kafka.scala:1)
                \t... 12 more
                Caused by: java.net.BindException: Address already in use

                2026-11-21 INFO shut down
                """;

        // When
        var lines = LogExcerpt.choose(log);

        // Then
        assertThat(lines)
                .containsExactly(
                        "2026-11-21 ERROR Exiting Kafka due to fatal exception",
                        "java.lang.IllegalArgumentException: bad listener",
                        "Caused by: java.net.BindException: Address already in use");
    }

    @Test
    void shouldShowTheLastLinesOfALogWithoutErrors() {
        // Given
        String log = IntStream.range(0, 100).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));

        // When
        var lines = LogExcerpt.choose(log);

        // Then
        assertThat(lines).hasSize(8).first().isEqualTo("line 92");
        assertThat(lines).last().isEqualTo("line 99");
    }

    @Test
    void shouldCutVeryLongLines() {
        assertThat(LogExcerpt.choose("ERROR " + "x".repeat(10_000)).get(0))
                .hasSize(301)
                .endsWith("…");
    }

    @Test
    void shouldNotShowWhatAnEarlierStartWrote() throws IOException {
        // Given
        Path log = Files.writeString(folder.resolve("mysql.log"), "ERROR of yesterday\n");
        long start = Files.size(log);
        Files.writeString(log, "ERROR of yesterday\nERROR of today\n");

        // When
        var lines = LogExcerpt.of(log, start);

        // Then
        assertThat(lines).containsExactly("ERROR of today");
    }

    @Test
    void shouldEndAMessageWithTheLog() throws IOException {
        // Given
        Path log = Files.writeString(folder.resolve("kafka.log"), "INFO starting\nERROR one\nERROR two\n");
        Path empty = Files.writeString(folder.resolve("empty.log"), "");

        // When
        String quoted = LogExcerpt.quoted(log, 0);
        String nothing = LogExcerpt.quoted(empty, 0);

        // Then
        assertThat(quoted).isEqualTo("Its log is " + log + " and says last:\n  ERROR one\n  ERROR two");
        assertThat(nothing).isEqualTo("Its log is " + empty + " and says nothing.");
    }

    @Test
    void shouldShowNothingOfALogThatIsNotThere() {
        assertThat(LogExcerpt.of(folder.resolve("none.log"), 0)).isEmpty();
    }
}
