package io.headrace.stack.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.stack.failure.StackException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
    private static final long MIB = 1024 * 1024;

    @TempDir
    Path folder;

    @Test
    void shouldLookAtTheDiskOfAFolderThatIsStillToBeMade() {
        assertThatCode(() -> DiskSpace.require(folder.resolve("a/b/c"), 1, "a test"))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldSayWhoNeedsHowMuchAndWhere() {
        assertThatThrownBy(() -> DiskSpace.require(folder, Long.MAX_VALUE, "unpacking MySQL"))
                .isInstanceOf(StackException.class)
                .hasMessageStartingWith("Not enough disk space: unpacking MySQL needs ")
                .hasMessageContaining(folder.toString());
    }

    @Test
    void shouldSayHowMuchToFree() {
        assertThat(DiskSpace.message(Path.of("/data"), 1000 * MIB, 400 * MIB, "the local stack"))
                .isEqualTo("Not enough disk space: the local stack needs 1000 MiB in /data, where 400 MiB are free."
                        + " Free 601 MiB there and try again.");
    }
}
