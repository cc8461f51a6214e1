package io.headrace.console.reindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.demo.RunningWorkload;
import io.headrace.console.pipeline.ReindexIndices;
import io.headrace.console.pipeline.ReindexState;
import io.headrace.console.scenario.RunningPipeline;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Pause;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import io.headrace.stack.LocalStack;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * reindex on the real pipeline while a workload and searches go on: killed at each of its steps and resumed, rolled back,
 * finished, aborted. What a run announces before a step is where it is killed here.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReindexIT {

    private static final String SINK = "elasticsearch-sink";

    private static RunningPipeline pipeline;
    private static PipelineEndpoints target;
    private static ConnectRest connect;
    private static SearchRest search;
    private static JsonNode sinkBefore;

    @BeforeAll
    static void startPipeline() {
        pipeline = RunningPipeline.start();
        target = pipeline.target();
        connect = new ConnectRest(target);
        search = new SearchRest(target);
        sinkBefore = connect.config(SINK).orElseThrow();
    }

    @AfterAll
    static void stopPipeline() {
        pipeline.close();
    }

    @Test
    @Order(1)
    void shouldFillFromTheTopicThoughKilledAtEachStepAndLoseNothingByARollback() {
        try (RunningWorkload load = RunningWorkload.start(target);
                Searches searches = Searches.start()) {
            // Given
            KilledAtEachStep killer = new KilledAtEachStep();

            // When
            Reindexed swapped = killer.run(options(Reindex.From.AUTO, true));

            // Then
            assertThat(killer.killedAt).as("%s", killer.killedAt).hasSizeGreaterThan(7);
            assertThat(swapped.state()).isEqualTo(Reindexed.State.SWAPPED);
            assertThat(swapped.fill()).isEqualTo("topic");
            assertThat(search.indices("orders")).containsExactly("orders-v2");
            assertThat(pipeline.elasticsearch().get("/orders/_mapping").body().toString())
                    .contains("\"currency\":{\"type\":\"text\"}");
            assertThat(verify().index()).as("verify looks at what searches see").isEqualTo("orders");
            assertThat(verify().outcome()).isEqualTo(Verdict.Outcome.MATCH);

            // and when
            Reindexed back = killer.finish(Reindex::rollback);

            // then
            assertThat(back.state()).isEqualTo(Reindexed.State.ROLLED_BACK);
            assertThat(search.indices("orders")).containsExactly("orders-v1");
            requireAsBefore();
            assertThat(verify().outcome()).isEqualTo(Verdict.Outcome.MATCH);
            assertThat(searches.fewest()).isEqualTo(Searches.ALWAYS_THERE);
            assertThat(load.stop()).isPositive();
        }
    }

    @Test
    @Order(2)
    void shouldFillFromASnapshotAndFinish() {
        try (RunningWorkload load = RunningWorkload.start(target);
                Searches searches = Searches.start()) {
            // Given
            KilledAtEachStep killer = new KilledAtEachStep();

            // When
            Reindexed swapped = killer.run(options(Reindex.From.SNAPSHOT, false));
            assertThat(swapped.fill()).isEqualTo("snapshot");
            assertThat(killer.killedAt).anyMatch(line -> line.contains("every row"));
            Reindexed finished = killer.finish(reindex -> reindex.finish(false));

            // Then
            assertThat(finished.state()).isEqualTo(Reindexed.State.FINISHED);
            assertThat(search.indices("orders")).containsExactly(swapped.newIndex());
            assertThat(search.indices("orders-v1")).as("the old index is kept").isNotEmpty();
            requireAsBefore();
            assertThat(verify().outcome()).isEqualTo(Verdict.Outcome.MATCH);
            assertThat(searches.fewest()).isEqualTo(Searches.ALWAYS_THERE);
            assertThat(load.stop()).isPositive();
        }
    }

    @Test
    @Order(3)
    void shouldBeUndoneFromWhereverItWasKilled() {
        Set<String> before = search.indices("orders");
        for (String step : List.of("starting", "verifying", "swapping")) {
            Reindex killed =
                    new Reindex(target, options(Reindex.From.AUTO, false), killAt(line -> line.contains(step)));
            assertThatThrownBy(killed::start).isInstanceOf(Killed.class);
            assertThatThrownBy(() -> new Reindex(target, options(Reindex.From.AUTO, false), line -> {}).start())
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("--resume");

            Reindexed aborted = new Reindex(target, options(Reindex.From.AUTO, false), line -> {}).abort();

            assertThat(aborted.state()).isEqualTo(Reindexed.State.ABORTED);
            assertThat(search.indices(aborted.newIndex())).isEmpty();
            assertThat(search.indices("orders")).isEqualTo(before);
            requireAsBefore();
        }
        assertThat(verify().outcome()).isEqualTo(Verdict.Outcome.MATCH);
    }

    @Test
    @Order(4)
    void shouldKeepTheAliasWhenTheNewMappingRefusesDocuments() {
        Set<String> before = search.indices("orders");
        ObjectNode mapping = Rest.JSON.createObjectNode();
        mapping.putObject("properties").putObject("order_number").put("type", "long");
        Reindex.Options options = new Reindex.Options(
                "inventory.orders",
                null,
                mapping,
                null,
                Reindex.From.AUTO,
                Duration.ofMinutes(2),
                LocalStack.tokenKey());

        assertThatThrownBy(() -> new Reindex(target, options, line -> {}).start())
                .isInstanceOf(Problem.class)
                .hasMessageContaining("--abort");

        assertThat(search.indices("orders")).isEqualTo(before);
        new Reindex(target, options, line -> {}).abort();
        requireAsBefore();
    }

    private static Reindex.Options options(Reindex.From from, boolean newMapping) {
        ObjectNode mapping = null;
        if (newMapping) {
            mapping = Rest.JSON.createObjectNode();
            mapping.putObject("properties").putObject("currency").put("type", "text");
        }
        return new Reindex.Options(
                "inventory.orders", null, mapping, null, from, Duration.ofMinutes(2), LocalStack.tokenKey());
    }

    private static void requireAsBefore() {
        assertThat(connect.config(SINK).orElseThrow()).isEqualTo(sinkBefore);
        assertThat(connect.names()).containsExactly(SINK, "mysql-source");
        assertThatThrownBy(() -> new Reindex(target, options(Reindex.From.AUTO, false), line -> {}).show())
                .hasMessageContaining("No reindex");
    }

    private static Verdict verify() {
        Verify.Options options = Verify.Options.of("inventory.orders", LocalStack.tokenKey());
        return new Verify(target, options, line -> {}).run();
    }

    private static java.util.function.Consumer<String> killAt(Predicate<String> where) {
        return line -> {
            if (line.startsWith("reindex: ") && where.test(line)) {
                throw new Killed();
            }
        };
    }

    /** Ends a run as a kill does: nothing of it is executed any more. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Kills each run at the first step at which none has been killed yet, and begins the next. */
    private static final class KilledAtEachStep {
        private final Set<String> killedAt = new TreeSet<>();
        private Reindex.Options options = options(Reindex.From.AUTO, false);

        Reindexed run(Reindex.Options asked) {
            options = asked;
            return until(reindex -> isKnown() ? reindex.resume() : reindex.start());
        }

        Reindexed finish(java.util.function.Function<Reindex, Reindexed> way) {
            return until(reindex -> killedAfterTheSwap() ? reindex.resume() : way.apply(reindex));
        }

        private static boolean isKnown() {
            return new ReindexIndices(search).find("inventory.orders").isPresent();
        }

        private Reindexed until(java.util.function.Function<Reindex, Reindexed> way) {
            while (true) {
                try {
                    return way.apply(new Reindex(target, options, killAt(killedAt::add)));
                } catch (Killed again) {
                    // and the next one
                }
            }
        }

        private static boolean killedAfterTheSwap() {
            return new ReindexIndices(search)
                    .find("inventory.orders")
                    .filter(state -> state.going() != ReindexState.Going.FORWARD)
                    .isPresent();
        }
    }

    /** Asks the alias, over and over, for orders that are always there, and keeps the fewest that it was answered. */
    private static final class Searches implements AutoCloseable {
        static final long ALWAYS_THERE = 1_200;

        private final Thread thread = new Thread(this::ask);
        private volatile long fewest = Long.MAX_VALUE;
        private volatile boolean stopped;

        static Searches start() {
            Searches searches = new Searches();
            searches.thread.start();
            return searches;
        }

        private void ask() {
            while (!stopped) {
                Rest.Answer answer = pipeline.elasticsearch()
                        .post("/orders/_count", "{\"query\":{\"range\":{\"id\":{\"lte\":" + ALWAYS_THERE + "}}}}");
                fewest = Math.min(
                        fewest, answer.ok() ? answer.body().path("count").asLong() : -1);
                Pause.millis(20);
            }
        }

        long fewest() {
            return fewest;
        }

        @Override
        public void close() {
            stopped = true;
        }
    }
}
