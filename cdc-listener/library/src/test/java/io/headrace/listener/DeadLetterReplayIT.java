package io.headrace.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.deadletter.DryRun;
import io.headrace.listener.deadletter.LetterId;
import io.headrace.listener.deadletter.ReplayRunningException;
import io.headrace.listener.deadletter.ReplayStatus;
import io.headrace.listener.deadletter.Selection;
import io.headrace.listener.reaction.AfterDeadLetter;
import io.headrace.listener.reaction.ReactionFailure;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replays of dead letters whose keys went on, on a real broker. */
class DeadLetterReplayIT {
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
    void shouldReplayDeadLettersOnceHoweverOftenTheyAreSelected() throws Exception {
        // Given
        ChangeListener listener = group.start(AfterDeadLetter.CONTINUE);
        group.send(1, 20);
        List<String> ids = group.letters(20);
        group.acceptChanges();

        // When
        DryRun planned = listener.replays().dryRun(new Selection.All());
        ReplayStatus one = ReplayGroup.finished(
                listener, new Selection.ById(Set.of(LetterId.of(ids.get(3)).orElseThrow())), 0);
        ReplayStatus all = ReplayGroup.finished(listener, new Selection.ByError(ReactionFailure.class.getName()), 0);
        ReplayStatus none = ReplayGroup.finished(listener, new Selection.All(), 0);

        // Then
        assertThat(planned.selected()).isEqualTo(20);
        assertThat(planned.operations()).containsExactly(Map.entry("update", 20L));
        assertThat(List.of(one.replayed(), all.replayed(), none.replayed())).containsExactly(1L, 19L, 0L);
        assertThat(listener.replays().dryRun(new Selection.All()).alreadyReplayed())
                .isEqualTo(20);
        assertThat(group.events(20)).doesNotHaveDuplicates();
        assertThat(group.letters(20)).as("the originals stay").isEqualTo(ids);
    }

    @Test
    void shouldSayHowManyNewerChangesOfARowHaveGoneAhead() throws Exception {
        // Given
        ChangeListener listener = group.start(AfterDeadLetter.CONTINUE);
        group.send(1, 2);
        group.sendVersions(2, 1, 1);
        group.letters(3);
        group.acceptChanges();
        group.send(3, 5);
        group.events(3);
        ReplayGroup.awaitCommitted(listener, 6);

        // When
        DryRun planned = listener.replays().dryRun(new Selection.All());

        // Then
        assertThat(planned.changes()).extracting(DryRun.PlannedChange::newer).containsExactlyInAnyOrder(3, 3, 0);
        assertThat(planned.overtaken()).isEqualTo(2);
        assertThat(planned.newerComplete()).isTrue();
    }

    @Test
    void shouldReplayALetterWhoseValueWasTooLargeForTheDeadLetterTopic() throws Exception {
        // Given
        group.createDeadLetterTopic(20_000);
        ChangeListener listener = group.start(AfterDeadLetter.CONTINUE);
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        ObjectNode large = Envelopes.order(1, "NEW")
                .put("version", 1)
                .put("notes", Base64.getEncoder().encodeToString(noise));
        group.sendCreated(1, large);

        // When
        List<ConsumerRecord<String, String>> letters = group.deadLetters(1);
        group.acceptChanges();
        ReplayStatus replayed = ReplayGroup.finished(listener, new Selection.All(), 0);

        // Then
        assertThat(letters.get(0).value()).isNull();
        assertThat(letters.get(0).headers().lastHeader("headrace.dead.value-left-out"))
                .as("how large it was")
                .isNotNull();
        assertThat(replayed.replayed()).isEqualTo(1);
        assertThat(group.events(1)).containsExactly("1/1");
    }

    @Test
    void shouldLeaveALetterThatFailsAgainForAnotherReplay() throws Exception {
        // Given
        ChangeListener listener = group.start(AfterDeadLetter.CONTINUE);
        group.send(1, 3);
        group.letters(3);

        // When
        ReplayStatus failed = ReplayGroup.finished(listener, new Selection.All(), 0);
        group.acceptChanges();
        ReplayStatus done = ReplayGroup.finished(listener, new Selection.All(), 0);

        // Then
        assertThat(failed.failed()).isEqualTo(3);
        assertThat(done.replayed()).isEqualTo(3);
        assertThat(group.events(3)).hasSize(3);
    }

    @Test
    void shouldGoOnInAnotherInstanceWithoutDoublingOrLosing() throws Exception {
        // Given
        ChangeListener first = group.start(AfterDeadLetter.CONTINUE);
        group.send(1, 200);
        group.letters(200);
        group.acceptChanges();

        // When
        String id = first.replays().start(new Selection.All(), 200).request().id();
        await().atMost(SOON).until(() -> group.delivered().size() > 20);
        ChangeListener second = group.start(AfterDeadLetter.CONTINUE);
        await().atMost(SOON).until(() -> !second.status().partitions().isEmpty());
        first.close();

        // Then
        await().atMost(SOON).until(() -> ReplayGroup.state(second, id) == ReplayStatus.State.DONE);
        assertThat(second.replays().find(id).orElseThrow().replayed()).isEqualTo(200);
        assertThat(group.events(200)).doesNotHaveDuplicates().hasSize(200);
    }

    @Test
    void shouldLoseNothingWhenAReplayIsCancelled() throws Exception {
        // Given
        ChangeListener listener = group.start(AfterDeadLetter.CONTINUE);
        group.send(1, 100);
        group.letters(100);
        group.acceptChanges();

        // When
        String id = listener.replays().start(new Selection.All(), 20).request().id();
        await().atMost(SOON).until(() -> group.delivered().size() >= 3);
        assertThatThrownBy(() -> listener.replays().start(new Selection.All(), 0))
                .isInstanceOf(ReplayRunningException.class)
                .hasMessageContaining(id);
        listener.replays().cancel(id);
        ReplayStatus rest = ReplayGroup.finished(listener, new Selection.All(), 0);

        // Then
        assertThat(ReplayGroup.state(listener, id)).isEqualTo(ReplayStatus.State.CANCELLED);
        assertThat(listener.replays().find(id).orElseThrow().replayed() + rest.replayed())
                .isEqualTo(100);
        assertThat(group.events(100)).doesNotHaveDuplicates().hasSize(100);
    }
}
