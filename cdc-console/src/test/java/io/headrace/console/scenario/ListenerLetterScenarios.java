package io.headrace.console.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.console.deadletter.DeadLetterSummary;
import io.headrace.console.deadletter.ListenerLetters;
import io.headrace.console.deadletter.ReplaySelection;
import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.doctor.ListenerChecks;
import io.headrace.console.server.Credentials;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.status.Status;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters of a real listener whose target refuses changes at first: shown, replayed, in order, and not twice. */
abstract class ListenerLetterScenarios {

    private static final String RULE = RunningListener.RULE;
    private static final ReplaySelection ALL = new ReplaySelection(null, null, null);

    @TempDir
    Path folder;

    private Partner partner;
    private RunningListener listener;

    @BeforeEach
    void startPartner() throws Exception {
        partner = Partner.refusing();
    }

    @AfterEach
    void stop() {
        if (listener != null) {
            listener.close();
        }
        partner.close();
    }

    @Test
    void shouldShowAndReplayWhatTheTargetRefusedOnceHoweverOftenItIsAsked() throws Exception {
        // Given
        ListenerLetters letters = start("continue");
        note(11, "a");
        note(12, "b");
        awaitLetters(letters, 2);
        DeadLetterSummary.Group group = letters.groups().get(0);
        String id = group.example();
        ListenerLetters.Ended refused = replay(letters, ALL, false);
        partner.takeFromNowOn();

        // When
        ListenerLetters.Ended dry = replay(letters, ALL, true);
        List<String> afterDry = partner.notes();
        ListenerLetters.Ended one = replay(letters, new ReplaySelection(id, null, null), false);
        ListenerLetters.Ended again = replay(letters, new ReplaySelection(id, null, null), false);
        ListenerLetters.Ended rest = replay(letters, new ReplaySelection(null, group.group(), null), false);
        ListenerLetters.Ended nothing = replay(letters, ALL, false);

        // Then
        assertThat(group.from()).isEqualTo("rule " + RULE);
        assertThat(group.message()).contains("status 400");
        assertThat(ListenerLetters.ruleOf(listener.target(), id)).isEqualTo(Optional.of(RULE));
        assertThat(letters.show(RULE, id).letter().path("value").asText()).contains(listener.mark());
        assertThat(List.of(refused.failed(), refused.replayed())).containsExactly(2L, 0L);
        assertThat(refused.complete()).isFalse();
        assertThat(dry.selected()).isEqualTo(2);
        assertThat(afterDry).isEmpty();
        assertThat(List.of(one.replayed(), again.replayed(), rest.replayed(), nothing.replayed()))
                .containsExactly(1L, 0L, 1L, 0L);
        assertThat(partner.notes()).containsExactlyInAnyOrder(listener.mark() + "a", listener.mark() + "b");
        assertThat(letters.groups().get(0).open()).isZero();
    }

    @Test
    void shouldShowInStatusTheRulesOfTheTableWhateverTheirGroupIs() throws Exception {
        start("continue");

        Fixes.eventually(() -> assertThat(
                        new Status(listener.target(), "inventory.orders").run().hops())
                .filteredOn(hop -> hop.name().equals("listener"))
                .singleElement()
                .satisfies(hop -> {
                    assertThat(hop.what()).isEqualTo(RULE);
                    assertThat(hop.state()).isEqualTo("READY");
                    assertThat(hop.lag()).isZero();
                }));
    }

    @Test
    void shouldBeReplayedByTheCommandThatDoctorPrints() throws Exception {
        // Given
        ListenerLetters letters = start("continue");
        note(11, "a");
        awaitLetters(letters, 1);
        String about = "dead letters of rule " + RULE;
        Diagnosis.Check open = Fixes.finding(listener.target(), "inventory.orders", about);
        String id = letters.groups().get(0).example();
        partner.takeFromNowOn();

        // When
        int shown = cdc("dlq", "show", id);
        int fixed = cdc(open.fix()
                .substring("./cdc ".length(), open.fix().indexOf("    "))
                .split(" "));
        int again = cdc("dlq", "replay", id);
        int unknown = cdc("dlq", "replay", id + "9", "--rule", RULE);

        // Then
        assertThat(open.result()).isEqualTo(Diagnosis.Result.WARNING);
        assertThat(List.of(shown, fixed, again)).containsOnly(0);
        assertThat(unknown).isEqualTo(1);
        assertThat(partner.notes()).containsExactly(listener.mark() + "a");
        Fixes.requireMended(listener.target(), "inventory.orders", about);
    }

    @Test
    void shouldReleaseAParkedRowInTheOrderOfItsChanges() throws Exception {
        // Given
        ListenerLetters letters = start("park-key");
        note(13, "old");
        awaitLetters(letters, 1);
        partner.takeFromNowOn();
        note(13, "new");
        awaitLetters(letters, 2);
        List<String> parked = partner.notes();

        // When
        ListenerLetters.Ended replayed = replay(letters, ALL, false);
        ListenerLetters.Ended again = replay(letters, ALL, false);

        // Then
        assertThat(parked).as("a newer change does not overtake a letter").isEmpty();
        assertThat(List.of(replayed.replayed(), again.replayed())).containsExactly(2L, 0L);
        assertThat(partner.notes()).containsExactly(listener.mark() + "old", listener.mark() + "new");
    }

    @Test
    void shouldLetALetterThatIsNotParkedStandForItself() throws Exception {
        // Given
        ListenerLetters letters = start("continue");
        note(14, "old");
        awaitLetters(letters, 1);
        partner.takeFromNowOn();
        note(14, "new");
        Fixes.eventually(() -> assertThat(partner.notes()).containsExactly(listener.mark() + "new"));

        // When
        replay(letters, ALL, false);

        // Then
        assertThat(partner.notes()).containsExactly(listener.mark() + "new", listener.mark() + "old");
        assertThat(partner.ids()).as("each has its own idempotency key").doesNotHaveDuplicates();
    }

    @Test
    void shouldSayThatTheTokenIsWrongAndWhatIsUnknown() throws Exception {
        ListenerLetters letters = start("continue");
        URI address = URI.create(listener.address());
        PipelineEndpoints stranger = RunningListener.at(address, Credentials.byToken("hunter2"));

        assertThatThrownBy(() -> new ListenerLetters(stranger).rules())
                .isInstanceOf(Problem.class)
                .hasMessageContaining("401")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> letters.replay("partnr", ALL, 0, false, OperationsIT.LONG, line -> {}))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Did you mean partner?");
        assertThatThrownBy(() -> replay(letters, new ReplaySelection("other-0-1", null, null), false))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("other-0-1");
    }

    @Test
    void shouldBeToldByDoctorWhichTopicsARuleWaitsFor() throws Exception {
        // Given
        listener = RunningListener.startWithoutSource(folder, partner, "elsewhere");
        String topic = "elsewhere.inventory.orders";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", OperationsIT.target.bootstrapServers()))) {
            // Then
            Fixes.eventually(() -> assertThat(topicsOfTheRule())
                    .returns(Diagnosis.Result.FAILED, Diagnosis.Check::result)
                    .returns("it is waiting for " + topic, Diagnosis.Check::found));

            // When
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();

            // Then
            Fixes.eventually(() -> assertThat(topicsOfTheRule()).returns(Diagnosis.Result.OK, Diagnosis.Check::result));
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    private Diagnosis.Check topicsOfTheRule() {
        return new ListenerChecks(listener.target())
                .run().stream()
                        .filter(check -> check.about().equals("topics of rule " + RULE))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void shouldListThoseOfSinksWhileTheListenerIsAway() throws Exception {
        Process list = CommandLine.start(Map.of(), "dlq", "list", "--listener", "http://127.0.0.1:1");

        assertThat(list.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(list.exitValue()).isEqualTo(3);
    }

    private ListenerLetters start(String afterDeadLetter) throws Exception {
        listener = RunningListener.start(folder, partner, afterDeadLetter);
        return new ListenerLetters(listener.target());
    }

    private void note(long order, String text) throws SQLException {
        Fixes.sql("UPDATE orders SET notes = '" + listener.mark() + text + "' WHERE id = " + order);
    }

    private static void awaitLetters(ListenerLetters letters, long count) {
        Fixes.eventually(() -> assertThat(letters.groups().stream()
                        .mapToLong(DeadLetterSummary.Group::letters)
                        .sum())
                .isEqualTo(count));
    }

    private static ListenerLetters.Ended replay(ListenerLetters letters, ReplaySelection selection, boolean dryRun) {
        return letters.replay(RULE, selection, 0, dryRun, OperationsIT.LONG, line -> {});
    }

    private int cdc(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--listener", listener.address()));
        Process process =
                CommandLine.start(Map.of("HEADRACE_LISTENER_TOKEN", RunningListener.TOKEN), all.toArray(String[]::new));
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
