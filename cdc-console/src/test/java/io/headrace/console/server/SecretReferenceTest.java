package io.headrace.console.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretReferenceTest {

    private final SecretReference references = new SecretReference(Map.of("A", "from ${env:B}", "B", "b"));

    @TempDir
    Path folder;

    @Test
    void shouldReadFilesAsAWorkerDoes() throws IOException {
        // Given
        Files.writeString(folder.resolve("key"), "whole\n");
        Files.writeString(folder.resolve("all.properties"), "key=one line\n");

        // When
        String resolved = references.resolve(
                "x", "${dir:%1$s:key}, ${file:%1$s/all.properties:key}, ${file:%1$s/key}".formatted(folder));

        // Then
        assertThat(resolved).isEqualTo("whole, one line, whole");
    }

    @Test
    void shouldTakeAValueAsItIsAndLeaveOtherTextAlone() {
        assertThat(references.resolve("x", "${env:A} ${topic} ${HOME:-x}"))
                .isEqualTo("from ${env:B} ${topic} ${HOME:-x}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            ${env:A},             true
            ${vault:path:key},    true
            ${env:A:},            true
            ${env:A:hunter2},     false
            ${env:A}hunter2,      false
            hunter2${env:A},      false
            ${env:A}${env:B},     false
            ${topic},             false
            hunter2,              false
            """)
    void shouldShowOnlyATextThatIsAReferenceAndNothingElse(String text, boolean isAll) {
        assertThat(SecretReference.isAll(text)).isEqualTo(isAll);
    }
}
