package io.headrace.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdsArchiveTest {
    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void setUp() throws IOException {
        jar = Files.writeString(folder.resolve("a.jar"), "1");
    }

    @Test
    void shouldRecordTheClassesOfTheFirstStart() {
        assertThat(archive().option()).isEqualTo("-XX:DumpLoadedClassList=" + folder.resolve("kafka/classes.list"));
        assertThat(archive().canBeMade()).as("before the first start").isFalse();
    }

    @Test
    void shouldUseTheArchiveOnceItIsMade() throws IOException {
        // Given
        Files.createDirectories(archive().file().getParent());
        Files.createFile(archive().file());

        // Then
        assertThat(archive().option())
                .isEqualTo("-XX:SharedArchiveFile=" + archive().file());
        assertThat(archive().canBeMade()).isFalse();
    }

    @Test
    void shouldNotUseTheArchiveOfOtherJars() throws IOException {
        // Given
        Path before = archive().file();

        // When
        Files.writeString(jar, "12");

        // Then
        assertThat(archive().file()).isNotEqualTo(before);
    }

    @Test
    void shouldNotMakeARunningServerLookAsIfItWereSetUpOtherwise() {
        // Given
        LaunchSpec first =
                new LaunchSpec(List.of("java", "-XX:DumpLoadedClassList=/a", "kafka.Kafka"), Map.of(), List.of());
        LaunchSpec second =
                new LaunchSpec(List.of("java", "-XX:SharedArchiveFile=/b", "kafka.Kafka"), Map.of(), List.of());

        // Then
        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    }

    private CdsArchive archive() {
        return new CdsArchive(folder.resolve("cache"), folder.resolve("kafka"), "kafka", List.of(jar));
    }
}
