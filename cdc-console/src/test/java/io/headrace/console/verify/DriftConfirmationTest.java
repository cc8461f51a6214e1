package io.headrace.console.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.compare.Column;
import io.headrace.console.compare.TypeTable;
import io.headrace.console.pipeline.Watermark;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** A table and an index in memory, and a script of what happens each time the watermark is passed. */
class DriftConfirmationTest {

    private final Column total = new TypeTable(ZoneOffset.UTC, Map.of())
            .column("total", "decimal", "decimal(12,2)")
            .orElseThrow();
    private final Map<String, TableReader.Row> rows = new HashMap<>();
    private final Map<String, SearchRest.Document> documents = new HashMap<>();
    private final Queue<Runnable> whileWaiting = new ArrayDeque<>();
    private long sequence;
    private int waits;

    private final DriftConfirmation recheck = new DriftConfirmation(
            new Differences(List.of(total), field -> true, new DocumentRoute(null)),
            this::rows,
            this::documents,
            this::pass);

    @Test
    void shouldFindAMissingDocument() throws Exception {
        row("1", "10.00");

        DriftConfirmation.Settled settled = recheck.settle(List.of("1"));

        assertThat(settled.missing).containsExactly("1");
        assertThat(settled.stale).isEmpty();
    }

    @Test
    void shouldFindAWrongDigit() throws Exception {
        row("1", "10.05");
        document("1", "10.06");

        DriftConfirmation.Settled settled = recheck.settle(List.of("1"));

        assertThat(settled.stale).containsExactly(Map.entry("1", List.of("total")));
    }

    @Test
    void shouldFindALostDelete() throws Exception {
        document("1", "10.05");

        DriftConfirmation.Settled settled = recheck.settle(List.of("1"));

        assertThat(settled.extra).containsExactly("1");
    }

    @Test
    void shouldTakeForEqualWhatHasArrivedMeanwhile() throws Exception {
        row("1", "10.05");
        row("2", "20.00");
        document("3", "30.00");
        whileWaiting.add(() -> {
            document("1", "10.05");
            document("2", "20.00");
            documents.remove("3");
        });

        DriftConfirmation.Settled settled = recheck.settle(List.of("1", "2", "3"));

        assertThat(settled.matched).as("rows with a right document").isEqualTo(2);
        assertThat(settled.missing).isEmpty();
        assertThat(settled.extra).isEmpty();
        assertThat(waits).isEqualTo(1);
    }

    @Test
    void shouldLookAgainWhenTheRowChangesMeanwhile() throws Exception {
        row("1", "10.05");
        document("1", "9.00");
        whileWaiting.add(() -> row("1", "11.00"));
        whileWaiting.add(() -> document("1", "11.00"));

        DriftConfirmation.Settled settled = recheck.settle(List.of("1"));

        assertThat(settled.matched).isEqualTo(1);
        assertThat(settled.stale).isEmpty();
    }

    @Test
    void shouldNotBeDeceivedByARowThatWentAwayAndCameBack() throws Exception {
        row("1", "10.00");
        document("1", "10.00");
        // the document of the time between: the row reads the same before and after
        whileWaiting.add(() -> document("1", "99.00"));
        whileWaiting.add(() -> document("1", "10.00"));

        DriftConfirmation.Settled settled = recheck.settle(List.of("1"));

        assertThat(settled.stale).isEmpty();
        assertThat(settled.matched).isEqualTo(1);
    }

    @Test
    void shouldListARowThatNeverRestsAsHot() throws Exception {
        row("1", "0.00");
        document("1", "-1.00");
        for (int i = 1; i < 20; i++) {
            String next = i + ".00";
            whileWaiting.add(() -> row("1", next));
        }

        DriftConfirmation.Settled settled = recheck.settle(List.of("1"));

        assertThat(settled.hot).containsExactly("1");
        assertThat(settled.stale).isEmpty();
    }

    @Test
    void shouldSayNothingWhenThePipelineDoesNotPass() {
        row("1", "10.00");
        DriftConfirmation stuck = new DriftConfirmation(
                new Differences(List.of(total), field -> true, new DocumentRoute(null)),
                this::rows,
                this::documents,
                () -> {
                    throw new Watermark.NotPassed("sink is PAUSED");
                });

        assertThatThrownBy(() -> stuck.settle(List.of("1")))
                .isInstanceOf(Watermark.NotPassed.class)
                .hasMessage("sink is PAUSED");
    }

    private void row(String id, String total) {
        List<String> texts = new ArrayList<>();
        texts.add(total);
        rows.put(id, new TableReader.Row(id, List.of(id), texts));
    }

    private void document(String id, String total) {
        ObjectNode source = Rest.JSON.createObjectNode().put("total", new java.math.BigDecimal(total));
        documents.put(id, new SearchRest.Document(id, sequence++, "", source));
    }

    private Map<String, TableReader.Row> rows(Collection<String> ids) {
        return only(rows, ids);
    }

    private Map<String, SearchRest.Document> documents(Collection<String> ids) {
        return only(documents, ids);
    }

    private void pass() {
        waits++;
        Runnable next = whileWaiting.poll();
        if (next != null) {
            next.run();
        }
    }

    private static <T> Map<String, T> only(Map<String, T> all, Collection<String> ids) {
        Map<String, T> found = new HashMap<>(all);
        found.keySet().retainAll(ids);
        return found;
    }
}
