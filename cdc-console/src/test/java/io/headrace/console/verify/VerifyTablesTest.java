package io.headrace.console.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.Route;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VerifyTablesTest {

    private final CarriedTables carried = new CarriedTables(new TreeMap<>(), new TreeSet<>(), new TreeMap<>());
    private final Map<String, Verdict> verdicts = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();

    @Test
    void shouldMatchWhenEachTableDoes() {
        // Given
        indexed("shop.lines", "sink", verdict("shop.lines", Verdict.Outcome.MATCH));
        indexed("shop.orders", "sink", verdict("shop.orders", Verdict.Outcome.MATCH));
        carried.notIndexed().add("shop.audit");

        // When
        TablesVerdict all = verify();

        // Then
        assertThat(all.outcome()).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(all.tables()).extracting(Verdict::table).containsExactly("shop.lines", "shop.orders");
        assertThat(all.notIndexed()).containsExactly("shop.audit");
    }

    @Test
    void shouldCompareTheOthersWhenATableCannotBeCompared() {
        // Given
        indexed("shop.lines", "sink", null);
        indexed("shop.orders", "sink", verdict("shop.orders", Verdict.Outcome.MATCH));
        carried.notFollowed().put("shop.routed", "a transform chooses a topic for each record");

        // When
        TablesVerdict all = verify();

        // Then
        assertThat(all.outcome()).isEqualTo(Verdict.Outcome.INCONCLUSIVE);
        assertThat(all.tables()).extracting(Verdict::table).containsExactly("shop.orders");
        assertThat(all.notCompared())
                .extracting(TablesVerdict.NotCompared::table, TablesVerdict.NotCompared::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("shop.routed", Problem.Kind.FAILED),
                        org.assertj.core.groups.Tuple.tuple("shop.lines", Problem.Kind.UNREACHABLE));
    }

    @Test
    void shouldBeDriftWhenOneTableDriftsAndAnotherCannotBeCompared() {
        indexed("shop.lines", "sink", null);
        indexed("shop.orders", "sink", verdict("shop.orders", Verdict.Outcome.DRIFT));

        assertThat(verify().outcome()).isEqualTo(Verdict.Outcome.DRIFT);
    }

    @Test
    void shouldBeInconclusiveWhenNothingWasCompared() {
        carried.notIndexed().add("shop.audit");

        assertThat(verify().outcome()).isEqualTo(Verdict.Outcome.INCONCLUSIVE);
    }

    @Test
    void shouldLookAtEachIndexOfATable() {
        // Given
        indexed("shop.orders", "first", verdict("shop.orders", Verdict.Outcome.MATCH));
        indexed("shop.orders", "second", verdict("shop.orders", Verdict.Outcome.DRIFT));

        // When
        TablesVerdict all = verify();

        // Then
        assertThat(all.tables())
                .extracting(Verdict::outcome)
                .containsExactly(Verdict.Outcome.MATCH, Verdict.Outcome.DRIFT);
        assertThat(lines).containsExactly("shop.orders: by first", "shop.orders: by second");
    }

    @Test
    void shouldLookAtTheTablesOfOneSinkOnly() {
        indexed("shop.lines", "other", null);
        indexed("shop.orders", "first", verdict("shop.orders", Verdict.Outcome.MATCH));

        assertThat(verify("first").outcome()).isEqualTo(Verdict.Outcome.MATCH);
        assertThatThrownBy(() -> verify("third"))
                .isInstanceOf(Problem.class)
                .hasMessage("Sink third indexes none of the tables; these do: first, other.");
    }

    private void indexed(String table, String sink, Verdict verdict) {
        carried.indexed()
                .computeIfAbsent(table, name -> new ArrayList<>())
                .add(new Route(table, "source", "p", "p." + table, sink, "connect-" + sink, table));
        if (verdict != null) {
            verdicts.put(table + sink, verdict);
        }
    }

    private TablesVerdict verify() {
        return verify(null);
    }

    private TablesVerdict verify(String sink) {
        Verify.Options options = new Verify.Options("", null, Verify.PATIENCE, null, null, 0, false, sink);
        return new VerifyTables(PipelineEndpoints.builder().build(), options, lines::add)
                .run(carried, (route, progress) -> {
                    progress.accept("by " + route.sink());
                    Verdict verdict = verdicts.get(route.table() + route.sink());
                    if (verdict == null) {
                        throw new Problem(Problem.Kind.UNREACHABLE, "no answer");
                    }
                    return verdict;
                });
    }

    private static Verdict verdict(String table, Verdict.Outcome outcome) {
        return new Verdict(
                outcome,
                null,
                table,
                table,
                1,
                1,
                1,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("total"),
                1,
                List.of(),
                List.of(),
                List.of(),
                0,
                null,
                5);
    }
}
