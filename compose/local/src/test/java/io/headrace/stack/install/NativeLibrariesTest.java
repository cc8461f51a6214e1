package io.headrace.stack.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NativeLibrariesTest {
    @Test
    void shouldReadWhichLibraryTheLoaderMissed() {
        // Given
        String output =
                "/cache/bin/mysqld: error while loading shared libraries: libaio.so.1: cannot open shared object file:"
                        + " No such file or directory";

        // When
        var library = NativeLibraries.missing(output);

        // Then
        assertThat(library).contains("libaio.so.1");
    }

    @Test
    void shouldNotTakeAnotherFailureForAMissingLibrary() {
        assertThat(NativeLibraries.missing("/lib/libc.so.6: version `GLIBC_2.28' not found"))
                .isEmpty();
    }

    @Test
    void shouldSayWhichPackageToInstall() {
        assertThat(NativeLibraries.advice("libaio.so.1", List.of("libaio1", "libaio1t64")))
                .contains("libaio.so.1")
                .contains("apt-get install libaio1 (libaio1t64 on Debian 13, Ubuntu 24.04 and newer)")
                .contains("dnf install libaio");
    }
}
