package io.headrace.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.stack.port.Ports;
import io.headrace.stack.server.Size;
import io.headrace.stack.server.StackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalStackIT {
    /** In /proc/pid/status: the exit status is left to be read, and no thread but the one that has it. */
    private static final Pattern ENDED = Pattern.compile("(?s)^State:\\s+(X|Z.*^Threads:\\s+[01]$)", Pattern.MULTILINE);

    private final List<String> progress = new CopyOnWriteArrayList<>();
    private Path home;
    private LocalStack stack;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        home = CheckoutCopy.in(folder);
        stack = builder().build();
        stack.start();
    }

    @AfterAll
    void stop() {
        stack.purge();
        stack.close();
    }

    private LocalStack.Builder builder() {
        return LocalStack.builder()
                .home(home)
                .state(home.resolve(".cdc/stack"))
                .ports(Ports.free())
                .size(Size.SMALL)
                .owned(true)
                .listener(false)
                .progress(progress::add);
    }

    @Test
    void shouldLoadTheDemoDatabase() throws Exception {
        // Given
        ServerData data = new ServerData(stack.endpoints(), "unused");

        // Then
        assertThat(data.count("SELECT COUNT(*) FROM orders")).isGreaterThanOrEqualTo(1000);
        assertThat(data.count("SELECT COUNT(*) FROM customers")).isGreaterThanOrEqualTo(300);
        assertThat(data.count("SELECT COUNT(DISTINCT currency) FROM orders")).isGreaterThanOrEqualTo(4);
        assertThat(data.count("SELECT COUNT(*) FROM orders WHERE notes IS NULL"))
                .isPositive();
        assertThat(data.count("SELECT MAX(CHAR_LENGTH(notes)) FROM orders")).isGreaterThan(1000);
        assertThat(data.count("SELECT COUNT(*) FROM orders WHERE shipping_address->>'$.city' = 'Zürich'"))
                .isPositive();
    }

    @Test
    void shouldAnswerAsTheProductItIs() throws Exception {
        assertThat(ServerData.http("GET", stack.endpoints().elasticsearch().toString(), ""))
                .contains("\"cluster_name\":\"headrace\"")
                .contains("You Know, for Search");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "kafka", "elasticsearch", "connect"})
    void shouldComeBackWithItsDataAfterAKill(String name) throws Exception {
        // Given
        StackServer server = server(name);
        ServerData data = new ServerData(stack.endpoints(), "killed-" + name);
        data.leaveIn(name);
        long pid = server.pid();
        int port = server.port();
        boolean aliveBeforeKill = isRunning(pid);

        // When
        server.kill();
        boolean aliveAfterKill = isRunning(pid);
        server.start();

        // Then
        assertThat(aliveBeforeKill).isTrue();
        assertThat(aliveAfterKill).isFalse();
        assertThat(server.pid()).isNotEqualTo(pid);
        assertThat(server.port()).isEqualTo(port);
        data.requireIn(name);
    }

    @Test
    void shouldComeBackWithItsDataAfterAStop() throws Exception {
        // Given
        ServerData data = new ServerData(stack.endpoints(), "stopped");
        for (String name : List.of("mysql", "kafka", "elasticsearch", "connect")) {
            data.leaveIn(name);
        }
        List<Long> pids = pids(stack);

        // When
        stack.stop();
        List<Long> left = pids.stream().filter(LocalStackIT::isRunning).toList();
        stack.start();

        // Then
        assertThat(pids).hasSizeGreaterThanOrEqualTo(4);
        assertThat(left).isEmpty();
        for (String name : List.of("mysql", "kafka", "elasticsearch", "connect")) {
            data.requireIn(name);
        }
    }

    @Test
    void shouldKeepWhatAlreadyRuns() {
        // Given
        List<Long> pids = pids(stack);

        // When
        LocalStack second = builder().owned(false).build();
        second.start();

        // Then
        assertThat(pids(second)).isEqualTo(pids);
    }

    @Test
    void shouldFindTheRunningStackOfACheckout() {
        assertThat(LocalStack.running(home)).hasValueSatisfying(found -> {
            assertThat(pids(found)).isEqualTo(pids(stack));
            assertThat(found.endpoints()).isEqualTo(stack.endpoints());
        });
    }

    @Test
    void shouldFindNoStackInACheckoutWhereNoneRuns(@TempDir Path other) throws Exception {
        assertThat(LocalStack.running(CheckoutCopy.in(other))).isEmpty();
    }

    @Test
    void shouldStartOnlyWhatIsMissing() {
        // Given
        List<Long> others = List.of(
                stack.mysql().pid(),
                stack.elasticsearch().pid(),
                stack.connect().pid());
        stack.kafka().stop();

        // When
        stack.start();

        // Then
        assertThat(stack.kafka().isAlive()).isTrue();
        assertThat(List.of(
                        stack.mysql().pid(),
                        stack.elasticsearch().pid(),
                        stack.connect().pid()))
                .isEqualTo(others);
    }

    private static List<Long> pids(LocalStack of) {
        List<Long> pids = new ArrayList<>();
        of.servers().stream().filter(StackServer::isAlive).forEach(server -> pids.add(server.pid()));
        return pids;
    }

    /** Whether anything of the process runs still. Of a zombie nothing does, unless it has threads that have not ended. */
    private static boolean isRunning(long pid) {
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        }
        try {
            String status = Files.readString(Path.of("/proc/" + pid + "/status"));
            return !ENDED.matcher(status).find();
        } catch (IOException gone) {
            return false;
        }
    }

    private StackServer server(String name) {
        return stack.servers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
