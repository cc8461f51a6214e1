package io.headrace.stack.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortOwnerTest {
    private static final String TABLE = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:0CEA 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0000000000000000 100 0 0 10 0
               1: 0100007F:0CEA 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0000000000000000 20 4 30 10 -1
               2: 00000000:2384 00000000:0000 0A 00000000:00000000 00:00000000 00000000   999        0 4713 1 0000000000000000 100 0 0 10 0
            """;

    @TempDir
    Path proc;

    @Test
    void shouldFindOnlyTheListeningSocketOfThePort() {
        // When
        var sockets = PortOwner.listening(3306, TABLE);

        // Then
        assertThat(sockets).as("not the connection on the same port").containsExactly("socket:[4711]");
    }

    @Test
    void shouldFindNothingOnAPortThatNobodyListensOn() {
        assertThat(PortOwner.listening(8083, TABLE)).isEmpty();
    }

    @Test
    void shouldNameTheProcessThatHoldsTheSocket() throws IOException {
        // Given
        table(TABLE);
        process(77, "socket:[1]", "/usr/bin/other\0");
        process(4242, "socket:[4711]", "/usr/sbin/mysqld\0--password=secret\0");

        // When
        var owner = PortOwner.of(3306, proc);

        // Then
        assertThat(owner).hasValueSatisfying(found -> assertThat(found).hasToString("pid 4242 (mysqld)"));
    }

    @Test
    void shouldNameNobodyWhenTheHolderBelongsToAnotherUser() throws IOException {
        // Given
        table(TABLE);
        Files.createDirectories(proc.resolve("4242"));

        // When
        var owner = PortOwner.of(3306, proc);

        // Then
        assertThat(owner).isEmpty();
    }

    @Test
    void shouldNameTheMainClassOfAJavaProgramAndNoArguments() {
        // Given
        String[] words = {"/usr/bin/java", "-Xmx1g", "-cp", "a.jar:b.jar", "kafka.Kafka", "--override", "password=x"};

        // When
        String command = PortOwner.shorten(words);

        // Then
        assertThat(command).isEqualTo("java kafka.Kafka");
    }

    private void table(String text) throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("net/tcp"), text);
    }

    private void process(long pid, String socket, String commandLine) throws IOException {
        Path process = Files.createDirectories(proc.resolve(Long.toString(pid)).resolve("fd"))
                .getParent();
        Files.createSymbolicLink(process.resolve("fd/3"), Path.of(socket));
        Files.writeString(process.resolve("cmdline"), commandLine);
    }
}
