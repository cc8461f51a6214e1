package io.headrace.stack.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.stack.failure.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
    @TempDir
    Path root;

    @Test
    void shouldFindTheCheckoutThatItRunsIn() {
        assertThat(Checkout.aroundHere().root().resolve("compose/local/servers"))
                .isDirectory();
    }

    @Test
    void shouldFindTheJarOfAModuleWhateverItsVersion() throws IOException {
        // Given
        target(
                "headrace-listener-0.2.0.jar",
                "headrace-listener-0.2.0-sources.jar",
                "headrace-listener-testing-0.2.0.jar");

        // When
        Path jar = new Checkout(root).jar("module", "headrace-listener", "");

        // Then
        assertThat(jar.getFileName()).hasToString("headrace-listener-0.2.0.jar");
    }

    @Test
    void shouldFindTheJarWithAClassifier() throws IOException {
        // Given
        target("server-0.1.0-SNAPSHOT.jar", "server-0.1.0-SNAPSHOT-root-module.jar");

        // When
        Path jar = new Checkout(root).jar("module", "server", "root-module");

        // Then
        assertThat(jar.getFileName()).hasToString("server-0.1.0-SNAPSHOT-root-module.jar");
    }

    @Test
    void shouldSayHowToBuildWhatIsMissing() {
        assertThatThrownBy(() -> new Checkout(root).classPath("compose/local/servers/kafka"))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("compose/local/servers/kafka/target/class-path")
                .hasMessageContaining("mvn ");
    }

    @Test
    void shouldSayThatTheLocalRepositoryWasEmptied() throws IOException {
        // Given
        target("other");
        Files.writeString(root.resolve("module/target/class-path"), "/nowhere/a.jar:/nowhere/b.jar");

        // Then
        assertThatThrownBy(() -> new Checkout(root).classPath("module"))
                .hasMessageContaining("/nowhere/a.jar")
                .hasMessageContaining("not in the local Maven repository");
    }

    private void target(String... names) throws IOException {
        Path target = Files.createDirectories(root.resolve("module/target"));
        for (String name : names) {
            Files.createFile(target.resolve(name));
        }
    }
}
