package io.headrace.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFileTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadWhichProcessTheServerIs() throws IOException {
        // Given
        Path file = write("4242\nboot\n4242 (sh) S 1 1 1 0 -1 0 1 2 3 4 5 6 7 8 20 0 31 0 987654 1 2\nabc\n");

        // When
        var run = RunFile.read(file);

        // Then
        assertThat(run).contains(new RunFile(new ProcessIdentity(4242, "boot:987654"), "abc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4242", "4242\nboot\n", "no pid\nboot\nstat\nabc\n", "-1\nboot\nstat\nabc\n"})
    void shouldTakeADamagedFileForNone(String text) throws IOException {
        // Given
        Path file = write(text);

        // When
        var run = RunFile.read(file);

        // Then
        assertThat(run).isEmpty();
    }

    @Test
    void shouldTakeAMissingFileForNone() {
        assertThat(RunFile.read(folder.resolve("run"))).isEmpty();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("run"), text);
    }
}
