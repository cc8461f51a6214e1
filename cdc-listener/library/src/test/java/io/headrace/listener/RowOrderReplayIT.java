package io.headrace.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.headrace.listener.deadletter.DryRun;
import io.headrace.listener.deadletter.LetterId;
import io.headrace.listener.deadletter.ReplayStatus;
import io.headrace.listener.deadletter.Selection;
import io.headrace.listener.reaction.AfterDeadLetter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replays that keep the changes of a row in order, on a real broker: those of parked keys, and of the source topic. */
class RowOrderReplayIT {
    private static final Duration SOON = TestBroker.LIMIT;
    private static TestBroker broker;

    private ReplayGroup group;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createGroup() throws Exception {
        group = ReplayGroup.create(broker);
    }

    @AfterEach
    void closeGroup() {
        group.close();
    }

    @Test
    void shouldCountNoNewerChangesOfAParkedKey() throws Exception {
        // Given
        ChangeListener listener = group.start(AfterDeadLetter.PARK_KEY);
        group.send(1, 3);
        group.letters(3);

        // When
        DryRun planned = listener.replays().dryRun(new Selection.All());

        // Then
        assertThat(planned.changes()).extracting(DryRun.PlannedChange::newer).containsExactly(0, 0, 0);
        assertThat(planned.overtaken()).isZero();
    }

    @Test
    void shouldReleaseAParkedKeyInOrderWhileItsChangesGoOn() throws Exception {
        // Given
        ChangeListener listener = group.start(AfterDeadLetter.PARK_KEY);
        group.send(1, 30);
        group.letters(30);
        group.acceptChanges();

        // When
        listener.replays().start(new Selection.All(), 40);
        await().atMost(SOON).until(() -> !group.delivered().isEmpty());
        group.send(31, 60);
        await().atMost(SOON).until(() -> group.delivered().contains("1/60"));
        group.send(61, 61);
        await().atMost(SOON).until(() -> group.delivered().contains("1/61"));

        // Then
        List<String> inOrder =
                IntStream.rangeClosed(1, 61).mapToObj(version -> "1/" + version).toList();
        assertThat(group.delivered()).containsExactlyElementsOf(inOrder);
        assertThat(group.events(61)).containsExactlyElementsOf(inOrder);
    }

    @Test
    void shouldHoldTheRestOfAParkedKeyWhenALetterFailsAgain() throws Exception {
        // Given
        ChangeListener listener = group.start(AfterDeadLetter.PARK_KEY);
        group.send(1, 5);
        List<String> ids = group.letters(5);

        // When
        ReplayStatus failing = ReplayGroup.finished(listener, new Selection.All(), 0);
        group.acceptChanges();
        ReplayStatus third = ReplayGroup.finished(
                listener, new Selection.ById(Set.of(LetterId.of(ids.get(2)).orElseThrow())), 0);

        // Then
        assertThat(List.of(failing.failed(), failing.held())).containsExactly(1L, 4L);
        assertThat(third.held()).as("not before the first two").isEqualTo(1);
        assertThat(group.delivered()).isEmpty();
        assertThat(ReplayGroup.finished(listener, new Selection.All(), 0).replayed())
                .isEqualTo(5);
        assertThat(group.delivered()).containsExactly("1/1", "1/2", "1/3", "1/4", "1/5");
    }

    @Test
    void shouldReplayTheSourceTopicForAllRowsOrOne() throws Exception {
        // Given
        group.acceptChanges();
        ChangeListener listener = group.start(AfterDeadLetter.CONTINUE);
        for (long id = 1; id <= 10; id++) {
            group.sendVersions(id, 1, 5);
        }
        group.events(50);
        JsonNode key = JsonNodeFactory.instance.objectNode().put("id", 7);

        // When
        ReplayGroup.awaitCommitted(listener, 50);
        ReplayStatus everything =
                ReplayGroup.finished(listener, new Selection.Source(new Selection.Beginning(), Optional.empty()), 0);
        ReplayStatus one =
                ReplayGroup.finished(listener, new Selection.Source(new Selection.Beginning(), Optional.of(key)), 0);
        DryRun later = listener.replays()
                .dryRun(new Selection.Source(
                        new Selection.Gtid("18abe1e1-e4c5-11f1-9889-02fc00000001", 41), Optional.empty()));
        DryRun future = listener.replays()
                .dryRun(new Selection.Source(
                        new Selection.Time(System.currentTimeMillis() + 60_000), Optional.empty()));
        DryRun offsets = listener.replays()
                .dryRun(new Selection.Source(
                        new Selection.Offsets(Map.of(0, 0L, 1, Long.MAX_VALUE)), Optional.empty()));

        // Then
        assertThat(everything.replayed()).isEqualTo(50);
        assertThat(one.replayed()).isEqualTo(5);
        assertThat(later.selected()).as("the last ten transactions").isEqualTo(10);
        assertThat(future.selected()).isZero();
        assertThat(offsets.changes())
                .extracting(DryRun.PlannedChange::source)
                .allMatch(place -> place.startsWith(group.topic() + "-0@"));
        List<String> all = group.events(105);
        LongStream.rangeClosed(1, 10)
                .forEach(row -> assertThat(all.stream()
                                .filter(event -> event.startsWith(row + "/"))
                                .skip(5)
                                .limit(5))
                        .as("row %d, once more and in order", row)
                        .containsExactly(row + "/1", row + "/2", row + "/3", row + "/4", row + "/5"));
    }
}
