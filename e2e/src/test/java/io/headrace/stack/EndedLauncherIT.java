package io.headrace.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.stack.file.Folders;
import io.headrace.stack.port.Ports;
import io.headrace.stack.server.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndedLauncherIT {
    private static final int SERVERS = 4;

    private final Path state = temporaryFolder();

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("headrace-ended-launcher-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void deleteState() {
        Folders.delete(state);
    }

    @Test
    void shouldLeaveNoProcessWhenTheOwnerIsKilled() throws Exception {
        try (Launcher launcher = Launcher.start(state, true)) {
            // Given
            launcher.awaitLine(line -> line.equals("started"));
            List<Long> before = serverProcesses();

            // When
            launcher.kill();

            // Then
            assertThat(before).hasSize(SERVERS);
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(serverProcesses()).isEmpty());
        }
    }

    @ParameterizedTest(name = "killed at: {0}")
    @ValueSource(strings = {"Making the demo database", "Kafka answers"})
    void shouldStartWellAfterALauncherThatWasKilledHalfWay(String moment) throws Exception {
        // Given
        try (Launcher launcher = Launcher.start(state, false)) {
            launcher.awaitLine(line -> line.startsWith(moment)).kill();
        }

        // When
        try (LocalStack stack = LocalStack.builder()
                .state(state)
                .owned(true)
                .ports(Ports.free())
                .size(Size.SMALL)
                .listener(false)
                .build()) {
            stack.start();

            // Then
            assertThat(serverProcesses()).as("each server runs once").hasSize(SERVERS);
            assertThat(new ServerData(stack.endpoints(), "unused").count("SELECT COUNT(*) FROM orders"))
                    .isEqualTo(1200);
        }
        assertThat(serverProcesses()).isEmpty();
    }

    @ParameterizedTest(name = "interrupted at: {0}")
    @ValueSource(strings = {"Making the demo database", "Kafka answers"})
    void shouldStopWhatWasStartedWhenTheLauncherIsInterrupted(String moment) throws Exception {
        try (Launcher launcher = Launcher.start(state, false)) {
            // Given
            launcher.awaitLine(line -> line.startsWith(moment));

            // When
            int exitCode = launcher.interrupt();

            // Then
            assertThat(exitCode).as("128 + SIGTERM").isEqualTo(143);
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(serverProcesses()).isEmpty());
        }
    }

    @Test
    void shouldStopWhatWasStartedWhenTheLauncherIsInterruptedAfterTheServersAnswered() throws Exception {
        try (Launcher launcher = Launcher.startAndFill(state)) {
            // Given
            launcher.awaitLine(line -> line.equals("filling"));
            List<Long> before = serverProcesses();

            // When
            launcher.interrupt();

            // Then
            assertThat(before).hasSize(SERVERS);
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(serverProcesses()).isEmpty());
        }
    }

    @Test
    void shouldLeaveServersOfAnEarlierStartWhenTheNextLauncherIsInterrupted() throws Exception {
        try (Launcher first = Launcher.start(state, false)) {
            // Given
            first.awaitLine(line -> line.equals("started"));
            List<Long> before = serverProcesses();

            // When
            try (Launcher second = Launcher.startAndFill(state)) {
                second.awaitLine(line -> line.equals("filling"));
                second.interrupt();
            }

            // Then
            assertThat(serverProcesses()).hasSize(SERVERS).isEqualTo(before);
        } finally {
            LocalStack.builder().state(state).ports(Ports.free()).build().purge();
        }
    }

    @Test
    void shouldLeaveServersRunningWhenALauncherThatDoesNotOwnThemIsKilled() throws Exception {
        try (Launcher launcher = Launcher.start(state, false)) {
            // Given
            launcher.awaitLine(line -> line.equals("started"));
            List<Long> before = serverProcesses();

            // When
            launcher.kill();

            // Then
            LocalStack found = LocalStack.builder()
                    .state(state)
                    .ports(Ports.free())
                    .size(Size.SMALL)
                    .listener(false)
                    .build();
            found.start();
            assertThat(serverProcesses()).as("kept, not started again").isEqualTo(before);
            found.purge();
        }
        assertThat(serverProcesses()).isEmpty();
        assertThat(state).doesNotExist();
    }

    /** Processes, launchers excepted, whose command line names a file of this state folder. */
    private List<Long> serverProcesses() {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> isServer(commandLine(pid)))
                .sorted()
                .toList();
    }

    private boolean isServer(String commandLine) {
        return commandLine.contains(state + "/")
                && !commandLine.contains(LauncherMain.class.getName())
                && !commandLine.startsWith("/bin/sh");
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }
}
