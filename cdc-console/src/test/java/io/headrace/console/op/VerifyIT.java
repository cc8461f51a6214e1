package io.headrace.console.op;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.stack.Endpoints;
import io.headrace.stack.LocalStack;
import io.headrace.stack.Ports;
import io.headrace.stack.Size;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** verify on the real pipeline, while a workload runs: none found where there is none, and exactly what was planted. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VerifyIT {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final long NEWER_THAN_ANY_OFFSET = 1_000_000_000L;

    private static LocalStack stack;
    private static Target target;
    private static Rest elasticsearch;

    @BeforeAll
    static void startPipeline() {
        stack = LocalStack.builder()
                .home(HOME)
                .ports(Ports.free())
                .size(Size.SMALL)
                .owned(true)
                .listener(false)
                .build();
        stack.start();
        Endpoints endpoints = stack.endpoints();
        target = new Target(
                endpoints.connect(),
                endpoints.bootstrapServers(),
                endpoints.jdbcUrl(),
                endpoints.logins().app().user(),
                endpoints.logins().app().password(),
                endpoints.elasticsearch(),
                null);
        elasticsearch = new Rest("Elasticsearch", endpoints.elasticsearch());
        new ApplyConfigs(target, HOME.resolve("connect-configs"), Duration.ofMinutes(2)).run();
        new AwaitSnapshot(target, "inventory.orders", Duration.ofMinutes(2), line -> {}).run();
    }

    @AfterAll
    static void stopPipeline() {
        stack.close();
    }

    @Test
    @Order(1)
    void shouldFindNoDriftUnderLoad() {
        CompletableFuture<Workload.Worked> load = load(Duration.ofSeconds(15));

        for (int run = 0; run < 3; run++) {
            Verdict verdict = verify();

            assertThat(verdict.outcome())
                    .as(
                            "run %s: %s missing %s stale %s extra %s",
                            run, verdict.reason(), verdict.missing(), verdict.stale(), verdict.extra())
                    .isEqualTo(Verdict.Outcome.MATCH);
            assertThat(verdict.compared())
                    .contains("customer_email", "total", "created_at", "shipping_address", "updated_at");
        }
        assertThat(load.join().changes()).isPositive();
    }

    @Test
    @Order(2)
    void shouldFindExactlyWhatWasPlantedUnderLoad() {
        assertThat(elasticsearch.delete("/orders/_doc/10", null).ok()).isTrue();
        plant(
                "11",
                document -> document.put(
                        "total", document.path("total").decimalValue().add(new BigDecimal("0.01"))));
        plant(
                "12",
                document -> document.put(
                        "created_at", document.path("created_at").asText().replace("Z", "+02:00")));
        plant(
                "13",
                document ->
                        document.put("status", document.path("status").asText().equals("NEW") ? "PAID" : "NEW"));
        plant("14", document -> ((ObjectNode) document.path("shipping_address")).put("zip", "0000"));
        String otherToken = source("17").path("customer_email").asText();
        plant("16", document -> document.put("customer_email", otherToken));
        JsonNode lostDelete = source("15");
        store("900000001", lostDelete);
        CompletableFuture<Workload.Worked> load = load(Duration.ofSeconds(20));

        Verdict verdict = verify();

        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.DRIFT);
        assertThat(verdict.missing()).as("%s", verdict).containsExactly("10");
        assertThat(verdict.stale())
                .containsExactlyInAnyOrder(
                        new Verdict.Stale("11", List.of("total")),
                        new Verdict.Stale("12", List.of("created_at")),
                        new Verdict.Stale("13", List.of("status")),
                        new Verdict.Stale("14", List.of("shipping_address")),
                        new Verdict.Stale("16", List.of("customer_email")));
        assertThat(verdict.extra()).containsExactly("900000001");
        load.join();
    }

    @Test
    @Order(3)
    void shouldSayNothingWhenTheSinkStandsStill() {
        new Lifecycle(target, Lifecycle.Action.STOP, Lifecycle.Tasks.ALL, Duration.ofSeconds(30))
                .run(List.of("elasticsearch-sink"));
        load(Duration.ofSeconds(1)).join();

        Verdict verdict = new Verify(
                        target,
                        new Verify.Options("inventory.orders", null, Duration.ofSeconds(3), null, null),
                        line -> {})
                .run();

        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.INCONCLUSIVE);
        assertThat(verdict.reason()).contains("elasticsearch-sink").contains("STOPPED");
    }

    private static Verdict verify() {
        return new Verify(target, Verify.Options.of("inventory.orders", LocalStack.tokenKey()), line -> {}).run();
    }

    private static CompletableFuture<Workload.Worked> load(Duration time) {
        return CompletableFuture.supplyAsync(() -> new Workload(target, 50, time, line -> {}).run());
    }

    private interface Spoil {
        void spoil(ObjectNode document);
    }

    private static void plant(String id, Spoil spoil) {
        ObjectNode document = (ObjectNode) source(id);
        spoil.spoil(document);
        store(id, document);
    }

    private static JsonNode source(String id) {
        return elasticsearch.get("/orders/_source/" + id).body();
    }

    private static void store(String id, JsonNode document) {
        Rest.Answer answer = elasticsearch.put(
                "/orders/_doc/" + id + "?version_type=external&version=" + NEWER_THAN_ANY_OFFSET, document.toString());
        assertThat(answer.ok()).as("document %s is planted", id).isTrue();
    }
}
