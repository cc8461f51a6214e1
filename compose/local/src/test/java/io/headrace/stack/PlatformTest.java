package io.headrace.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlatformTest {
    @Test
    void shouldAcceptLinuxWithGlibc() {
        assertThatCode(() -> Platform.check("Linux", "amd64", false)).doesNotThrowAnyException();
    }

    @Test
    void shouldSayWhatIsNeededAndFoundOnAnotherSystem() {
        assertThatThrownBy(() -> Platform.check("Windows 11", "amd64", false))
                .hasMessageContaining("Linux with glibc")
                .hasMessageContaining("this is Windows 11 on amd64")
                .hasMessageContaining("compose/compose.yaml");
    }

    @Test
    void shouldSayThatMuslIsNotEnough() {
        assertThatThrownBy(() -> Platform.check("Linux", "amd64", true)).hasMessageContaining("with musl");
    }
}
