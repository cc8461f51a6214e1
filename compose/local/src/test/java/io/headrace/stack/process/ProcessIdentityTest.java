package io.headrace.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    private static final String STAT =
            "4242 (my ) server (x) S 1 4242 4242 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 31 0 987654 1234 5678";

    @Test
    void shouldReadTheStartTimeBehindAnyCommandName() {
        // When
        var identity = ProcessIdentity.fromStat(4242, STAT, "boot");

        // Then
        assertThat(identity).contains(new ProcessIdentity(4242, "boot:987654"));
    }

    @Test
    void shouldTakeAProcessForDeadOfWhichOnlyTheExitStatusIsLeft() {
        String left = STAT.replace(" S 1 ", " Z 1 ").replace(" 20 0 31 ", " 20 0 1 ");

        assertThat(ProcessIdentity.fromStat(4242, left, "boot")).isEmpty();
    }

    @Test
    void shouldTakeAProcessForAliveWhoseOtherThreadsHaveNotEnded() {
        assertThat(ProcessIdentity.fromStat(4242, STAT.replace(" S 1 ", " Z 1 "), "boot"))
                .isPresent();
    }

    @Test
    void shouldNotReadHalfALine() {
        assertThat(ProcessIdentity.fromStat(4242, "4242 (mysqld) S 1 2", "boot"))
                .isEmpty();
    }

    @Test
    void shouldKnowThisProcess() {
        // Given
        long pid = ProcessHandle.current().pid();

        // When
        var identity = ProcessIdentity.of(pid);

        // Then
        assertThat(identity)
                .hasValueSatisfying(found -> assertThat(found.isAlive()).isTrue());
    }

    @Test
    void shouldNotSignalAnotherProcessThatGotThePid() {
        // Given
        long pid = ProcessHandle.current().pid();

        // When
        var earlier = new ProcessIdentity(pid, "an earlier boot:1");

        // Then
        assertThat(earlier.isAlive()).isFalse();
        assertThat(earlier.handle()).isEmpty();
    }
}
