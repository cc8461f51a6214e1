package io.headrace.stack.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortPlanIT {
    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();

    @Test
    void shouldNameWhoTookAPortAndUseTheNextFreeOne() throws IOException {
        // Given
        int before = plan(Ports.standard()).of(ServerPort.MYSQL);
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(Loopback.address(before));
            progress.clear();

            // When
            int after = plan(Ports.standard()).of(ServerPort.MYSQL);

            // Then
            assertThat(after).isGreaterThanOrEqualTo(3306).isNotEqualTo(before);
            assertThat(progress)
                    .as("the owner is this process")
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("Port " + before + " is taken by pid "
                                    + ProcessHandle.current().pid() + " (java ")
                            .endsWith("MySQL uses " + after + "."));
        }
    }

    @Test
    void shouldFindTheSamePortsAgain() {
        // Given
        int before = plan(Ports.free()).of(ServerPort.KAFKA);

        // When
        int after = plan(Ports.free()).of(ServerPort.KAFKA);

        // Then
        assertThat(after).isEqualTo(before);
    }

    @Test
    void shouldKeepAPortThatARunningServerOfTheStackHolds() throws IOException {
        // Given
        PortPlan plan = plan(Ports.free());
        int before = plan.of(ServerPort.MYSQL);
        try (ServerSocket server = new ServerSocket()) {
            server.bind(Loopback.address(before));

            // When
            plan.settle(use -> use == ServerPort.MYSQL);
        }

        // Then
        assertThat(plan.of(ServerPort.MYSQL)).isEqualTo(before);
    }

    @Test
    void shouldGiveTwoStacksDifferentFreePorts() {
        // Given
        PortPlan one = plan(Ports.free());
        PortPlan other = new PortPlan(Ports.free(), folder.resolve("other.properties"), progress::add, Set.of());

        // When
        List<Integer> ports = new ArrayList<>();
        for (ServerPort use : ServerPort.values()) {
            ports.add(one.of(use));
            ports.add(other.of(use));
        }

        // Then
        assertThat(ports).doesNotHaveDuplicates();
        assertThat(progress).as("free ports are nobody's news").isEmpty();
    }

    @Test
    void shouldNotMindThePortsOfServersThatRunElsewhere() throws IOException {
        // Given
        int before = plan(Ports.standard()).of(ServerPort.MYSQL);
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(Loopback.address(before));
            progress.clear();

            // When
            PortPlan without = new PortPlan(
                    Ports.standard(),
                    folder.resolve("ports.properties"),
                    progress::add,
                    Set.of(ServerPort.MYSQL, ServerPort.ELASTICSEARCH, ServerPort.ELASTICSEARCH_TRANSPORT));
            int kafka = without.of(ServerPort.KAFKA);

            // Then
            assertThat(kafka).isPositive();
            assertThat(without.recall()).isTrue();
            assertThat(progress).filteredOn(line -> line.contains("MySQL")).isEmpty();
        }
    }

    private PortPlan plan(Ports ports) {
        return new PortPlan(ports, folder.resolve("ports.properties"), progress::add, Set.of());
    }
}
