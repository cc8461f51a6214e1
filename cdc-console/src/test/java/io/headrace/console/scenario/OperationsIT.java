package io.headrace.console.scenario;

import static org.awaitility.Awaitility.await;

import io.headrace.console.connector.ApplyConfigs;
import io.headrace.console.pipeline.AwaitSnapshot;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.status.PipelineStatus;
import io.headrace.console.status.Status;
import io.headrace.stack.Endpoints;
import io.headrace.stack.LocalStack;
import io.headrace.stack.port.Ports;
import io.headrace.stack.server.Size;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/**
 * The operations on real servers: one stack for all scenarios, each of which leaves it as it found it. With -Drunning=true it is the stack that
 * ./cdc up has started in this checkout.
 */
public class OperationsIT {

    public static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    public static final Duration LONG = Duration.ofMinutes(3);

    static LocalStack stack;
    static PipelineEndpoints target;

    @BeforeAll
    static void startPipeline() {
        stack = Boolean.getBoolean("running") ? LocalStack.running(HOME).orElseThrow() : started();
        Endpoints endpoints = stack.endpoints();
        target = PipelineEndpoints.builder()
                .connect(endpoints.connect())
                .kafka(endpoints.bootstrapServers())
                .mysql(
                        endpoints.jdbcUrl(),
                        endpoints.logins().app().user(),
                        endpoints.logins().app().password())
                .elasticsearch(endpoints.elasticsearch())
                .build();
        new ApplyConfigs(target, HOME.resolve("connect-configs"), LONG).run();
        if (!Boolean.getBoolean("running")) {
            new AwaitSnapshot(target, "inventory.orders", LONG, line -> {}).run();
        }
    }

    private static LocalStack started() {
        LocalStack own = LocalStack.builder()
                .home(HOME)
                .ports(Ports.free())
                .size(Size.SMALL)
                .owned(true)
                .listener(false)
                .build();
        own.start();
        return own;
    }

    @AfterAll
    static void stopPipeline() {
        if (!Boolean.getBoolean("running")) {
            stack.close();
        }
    }

    /** Returns when all that was done to the table has arrived: a scenario that breaks something must not meet what another left behind. */
    static void awaitIdle() {
        await().alias("an idle pipeline")
                .atMost(LONG)
                .until(() -> new Status(target, "inventory.orders").run(), OperationsIT::isIdle);
    }

    static boolean isIdle(PipelineStatus status) {
        return status.healthy() && status.bottleneck() == null && hasNone(status, "source") && hasNone(status, "sink");
    }

    private static boolean hasNone(PipelineStatus status, String hop) {
        return status.hops().stream()
                .anyMatch(each -> each.name().equals(hop) && Long.valueOf(0).equals(each.lag()));
    }

    @Nested
    class OfDeadLetters extends DeadLetterScenarios {}

    @Nested
    class OfValidate extends ValidateScenarios {}

    @Nested
    class OfValidateTables extends ValidateTablesScenarios {}

    @Nested
    class OfTutorial extends TutorialScenarios {}

    @Nested
    class OfDoctor extends DoctorScenarios {}

    @Nested
    class OfDoctorOnMysql extends MysqlDoctorScenarios {}

    @Nested
    class OfDoctorOnIndices extends IndexDoctorScenarios {}

    @Nested
    class OfListenerLetters extends ListenerLetterScenarios {}

    @Nested
    class OfSeveralTables extends SeveralTablesScenarios {}

    @Nested
    class OfStatus extends StatusScenarios {}

    @Nested
    class OfWorkload extends WorkloadScenarios {}
}
