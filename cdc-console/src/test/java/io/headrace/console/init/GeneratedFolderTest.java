package io.headrace.console.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.headrace.console.server.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedFolderTest {

    @TempDir
    Path folder;

    @Test
    void shouldTakeWhatIsNewAndKeepWhatAPersonChanged() throws IOException {
        // Given
        generate(Map.of("a.json", "{\"x\": 1, \"y\": {\"p\": 1, \"q\": 1}, \"gone\": 1}"));
        write("a.json", "{\"x\": 9, \"y\": {\"p\": 1, \"q\": 1, \"mine\": 1}, \"gone\": 1}");

        // When
        List<FileChange> changes = generate(Map.of("a.json", "{\"x\": 2, \"y\": {\"p\": 2, \"q\": 1}, \"new\": 1}"));

        // Then
        assertThat(read("a.json").replaceAll("\\s", ""))
                .isEqualTo("{\"x\":9,\"y\":{\"p\":2,\"q\":1,\"mine\":1},\"new\":1}");
        assertThat(changes.get(0).details())
                .containsExactlyInAnyOrder("kept x: 9; generated: 2", "~ y.p: 1 → 2", "+ new: 1", "- gone");
    }

    @Test
    void shouldLeaveAloneWhatItDidNotMake() throws IOException {
        // Given
        write("a.json", "{\"x\": 9}");
        write("b.sql", "mine");
        // When
        generate(Map.of("a.json", "{\"x\": 1, \"y\": 1}", "b.sql", "theirs"));
        // Then
        assertThat(read("a.json").replaceAll("\\s", "")).isEqualTo("{\"x\":9,\"y\":1}");
        assertThat(read("b.sql")).isEqualTo("mine");
    }

    @Test
    void shouldRemoveOnlyWhatNobodyChanged() throws IOException {
        // Given
        generate(Map.of("a.json", "{}", "b.json", "{}", "c.json", "{}"));
        write("b.json", "{\"mine\": 1}");
        Files.delete(folder.resolve("c.json"));
        // When
        List<FileChange> changes = generate(Map.of("c.json", "{\"x\": 1}"));
        // Then
        assertThat(folder.resolve("a.json")).doesNotExist();
        assertThat(folder.resolve("b.json")).exists();
        assertThat(folder.resolve("c.json")).doesNotExist();
        assertThat(changes)
                .extracting(FileChange::file, FileChange::kind)
                .containsExactlyInAnyOrder(
                        tuple("a.json", FileChange.Kind.REMOVED),
                        tuple("b.json", FileChange.Kind.KEPT),
                        tuple("c.json", FileChange.Kind.KEPT));
    }

    @Test
    void shouldWriteNothingWhereAFileIsNotJson() throws IOException {
        // Given
        write("b.json", "{,");
        // Then
        assertThatThrownBy(() -> generate(Map.of("a.json", "{}", "b.json", "{}")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("b.json is not JSON (line 1)");
        assertThat(folder.resolve("a.json")).doesNotExist();
    }

    private List<FileChange> generate(Map<String, String> files) {
        GeneratedFolder generated = new GeneratedFolder(folder, files);
        generated.write(files);
        return generated.changes();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }
}
