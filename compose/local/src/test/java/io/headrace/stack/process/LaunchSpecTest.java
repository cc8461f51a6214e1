package io.headrace.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchSpecTest {
    @TempDir
    Path folder;

    @Test
    void shouldHaveTheSameFingerprintWhenNothingChanged() {
        assertThat(launch("-Xmx1g", "secret").fingerprint())
                .isEqualTo(launch("-Xmx1g", "secret").fingerprint());
    }

    @Test
    void shouldHaveAnotherFingerprintWhenTheCommandChanged() {
        assertThat(launch("-Xmx1g", "a").fingerprint())
                .isNotEqualTo(launch("-Xmx2g", "a").fingerprint());
    }

    @Test
    void shouldHaveAnotherFingerprintWhenTheEnvironmentChanged() {
        assertThat(launch("-Xmx1g", "a").fingerprint())
                .isNotEqualTo(launch("-Xmx1g", "b").fingerprint());
    }

    @Test
    void shouldHaveAnotherFingerprintWhenAFileOfThePluginPathChanged() throws IOException {
        // Given
        Files.writeString(Files.createDirectories(folder.resolve("plugin")).resolve("a.jar"), "1");
        String before = launch("-Xmx1g", "a").fingerprint();

        // When
        Files.writeString(folder.resolve("plugin/a.jar"), "12");

        // Then
        assertThat(launch("-Xmx1g", "a").fingerprint()).isNotEqualTo(before);
    }

    private LaunchSpec launch(String option, String password) {
        return new LaunchSpec(List.of("java", option), Map.of("PASSWORD", password), List.of(folder));
    }
}
