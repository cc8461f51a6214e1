package io.headrace.console.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.connector.Lifecycle;
import io.headrace.console.demo.RunningWorkload;
import io.headrace.console.scenario.RunningPipeline;
import io.headrace.console.scenario.WrongDigit;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Rest;
import io.headrace.stack.LocalStack;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * verify on the real pipeline, while a workload runs: none found where there is none, exactly what was planted, and
 * nothing left after a repair. The full form, 100,000 documents and 20 rounds, is run by
 * {@code -Dheadrace.verify.rows=100000 -Dheadrace.verify.rounds=20}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VerifyIT {

    private static final int ROWS = Integer.getInteger("headrace.verify.rows", 3_000);
    private static final int ROUNDS = Integer.getInteger("headrace.verify.rounds", 2);
    private static final long NO_ROW = 900_000_001L;

    private static RunningPipeline pipeline;
    private static PipelineEndpoints target;

    @BeforeAll
    static void startPipeline(@TempDir Path plugins) throws Exception {
        pipeline = RunningPipeline.start(WrongDigit.plugin(plugins));
        target = pipeline.target();
        pipeline.addOrders(ROWS);
    }

    @AfterAll
    static void stopPipeline() {
        pipeline.close();
    }

    @Test
    @Order(1)
    void shouldFindNoDriftUnderLoad() {
        RunningWorkload load = RunningWorkload.start(target);

        for (int run = 0; run < ROUNDS; run++) {
            Verdict verdict = verify();

            assertThat(verdict.outcome())
                    .as(
                            "run %s: %s missing %s stale %s extra %s",
                            run, verdict.reason(), verdict.missing(), verdict.stale(), verdict.extra())
                    .isEqualTo(Verdict.Outcome.MATCH);
            assertThat(verdict.rows()).isGreaterThan(ROWS);
            assertThat(verdict.compared())
                    .contains("customer_email", "total", "created_at", "shipping_address", "updated_at");
        }
        assertThat(load.stop()).isPositive();
    }

    @Test
    @Order(2)
    void shouldFindExactlyWhatWasPlantedUnderLoadAndCorrectIt() throws SQLException {
        // Given
        pipeline.removeDocument("10");
        pipeline.plant(
                "11",
                document -> document.put(
                        "total", document.path("total").decimalValue().add(new BigDecimal("0.01"))));
        pipeline.plant(
                "12",
                document -> document.put(
                        "created_at", document.path("created_at").asText().replace("Z", "+02:00")));
        pipeline.plant(
                "13",
                document ->
                        document.put("status", document.path("status").asText().equals("NEW") ? "PAID" : "NEW"));
        pipeline.plant("14", document -> ((ObjectNode) document.path("shipping_address")).put("zip", "0000"));
        String otherToken = pipeline.document("17").path("customer_email").asText();
        pipeline.plant("16", document -> document.put("customer_email", otherToken));
        pipeline.plant(
                "19",
                document -> document.put(
                        "updated_at",
                        OffsetDateTime.parse(document.path("updated_at").asText())
                                .withOffsetSameLocal(ZoneOffset.ofHours(-5))
                                .toInstant()
                                .toString()));
        pipeline.putBackAfter(18, "UPDATE orders SET notes = 'newer' WHERE id = 18");
        long deleted = pipeline.insertOrder("LOST-DELETE");
        pipeline.putBackAfter(deleted, "DELETE FROM orders WHERE id = " + deleted);
        pipeline.store(Long.toString(NO_ROW), pipeline.document("15"));
        RunningWorkload load = RunningWorkload.start(target);

        // When
        Verdict verdict = verify();

        // Then
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.DRIFT);
        assertThat(verdict.missing()).as("%s", verdict).containsExactly("10");
        assertThat(verdict.stale())
                .extracting(Verdict.Stale::id, Verdict.Stale::fields)
                .as("%s", verdict)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("11", List.of("total")),
                        org.assertj.core.groups.Tuple.tuple("12", List.of("created_at")),
                        org.assertj.core.groups.Tuple.tuple("13", List.of("status")),
                        org.assertj.core.groups.Tuple.tuple("14", List.of("shipping_address")),
                        org.assertj.core.groups.Tuple.tuple("16", List.of("customer_email")),
                        org.assertj.core.groups.Tuple.tuple("18", List.of("notes", "updated_at")),
                        org.assertj.core.groups.Tuple.tuple("19", List.of("updated_at")));
        assertThat(verdict.extra()).containsExactlyInAnyOrder(Long.toString(deleted), Long.toString(NO_ROW));

        // and then
        Verdict repaired = new Verify(target, options().withRepair(), line -> {}).run();
        assertThat(repaired.outcome()).as("%s", repaired).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(repaired.repair()).isNotNull();
        assertThat(repaired.repair().resent()).isEqualTo(8);
        assertThat(repaired.repair().removed()).isEqualTo(2);
        load.stop();
    }

    @Test
    @Order(3)
    void shouldFindTheWrongDigitOfATransform() throws SQLException {
        // Given
        pipeline.changeSource(config -> {
            config.put("transforms", "wrong,fields"); // before types become JSON
            config.put("transforms.wrong.type", WrongDigit.class.getName());
        });
        // When: the source takes the change up in its own time, so that only rows changed from then on are wrong
        AtomicReference<Verdict> last = new AtomicReference<>();
        await().atMost(Duration.ofMinutes(3)).pollInSameThread().until(() -> {
            pipeline.sql("UPDATE orders SET total = total + 1 WHERE id IN (21, 22)");
            last.set(verify());
            return last.get().stale().size() == 2;
        });

        // Then
        assertThat(last.get().stale())
                .as("%s", last.get())
                .containsExactly(new Verdict.Stale("21", List.of("total")), new Verdict.Stale("22", List.of("total")));
        pipeline.changeSource(config -> config.put("transforms", "fields"));
        await().atMost(Duration.ofMinutes(3))
                .pollInSameThread()
                .until(() -> new Verify(target, options().withRepair(), line -> {})
                                .run()
                                .outcome()
                        == Verdict.Outcome.MATCH);
    }

    @Test
    @Order(4)
    void shouldKnowTheDocumentsOfKeysOfSeveralColumns() throws SQLException {
        // Given
        pipeline.addTable(
                "parcels",
                "CREATE TABLE parcels (number BIGINT UNSIGNED NOT NULL, warehouse VARCHAR(30) NOT NULL, label VARBINARY(8)"
                        + " NOT NULL, weight DECIMAL(9,3), sent DATE, PRIMARY KEY (warehouse, number, label))");
        pipeline.sql("INSERT INTO parcels SELECT id * 1000, ELT(1 + id % 4, 'Bern', 'a:b', 'back\\\\slash', 'Zürich'),"
                + " UNHEX(LPAD(HEX(id), 6, '0')), id / 8, '2025-01-31' FROM orders WHERE id <= 40");
        pipeline.awaitDocuments("parcels", 40);
        Verify.Options options = Verify.Options.of("inventory.parcels", null);
        assertThat(new Verify(target, options, line -> {}).run().outcome()).isEqualTo(Verdict.Outcome.MATCH);
        String id = pipeline.anyId("parcels");
        pipeline.removeDocument("parcels", id);
        pipeline.store("parcels", "no:such\\:parcel", Rest.JSON.createObjectNode());

        // When
        Verdict verdict = new Verify(target, options, line -> {}).run();

        // Then
        assertThat(verdict.missing()).as("%s", verdict).containsExactly(id);
        assertThat(verdict.extra()).containsExactly("no:such\\:parcel");
        assertThat(new Verify(target, options.withRepair(), line -> {}).run().outcome())
                .isEqualTo(Verdict.Outcome.MATCH);
    }

    @Test
    @Order(5)
    void shouldLookAtASampleAndCountTheRoundsOfAContinuousRun() {
        Verify.Options sample = new Verify.Options(
                "inventory.orders", null, Verify.PATIENCE, null, LocalStack.tokenKey(), 100, false, null);
        VerifyMetrics metrics = new VerifyMetrics(List.of("inventory.orders"), java.time.Clock.systemUTC());

        new VerifyRounds<>(new Verify(target, sample, line -> {})::run, Duration.ZERO, 2, metrics).run();

        assertThat(metrics.text())
                .contains("headrace_verify_rounds_total{outcome=\"match\",table=\"inventory.orders\"} 2.0\n")
                .contains("headrace_verify_match{table=\"inventory.orders\"} 1.0\n")
                .containsPattern("headrace_verify_rows\\{table=\"inventory.orders\"} \\d{2,3}\\.0\n");
    }

    @Test
    @Order(6)
    void shouldSayNothingWhenTheSinkStandsStill() throws SQLException {
        new Lifecycle(target, Lifecycle.Action.STOP, Lifecycle.Tasks.ALL, Duration.ofMinutes(2))
                .run(List.of("elasticsearch-sink"));
        pipeline.sql("UPDATE orders SET notes = 'while the sink is stopped' WHERE id = 30");

        Verdict verdict = new Verify(target, options().withPatience(Duration.ofSeconds(3)), line -> {}).run();

        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.INCONCLUSIVE);
        assertThat(verdict.reason()).contains("elasticsearch-sink").contains("STOPPED");
    }

    private static Verify.Options options() {
        return Verify.Options.of("inventory.orders", LocalStack.tokenKey());
    }

    private static Verdict verify() {
        return new Verify(target, options(), line -> {}).run();
    }
}
