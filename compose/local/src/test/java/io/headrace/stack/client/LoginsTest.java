package io.headrace.stack.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginsTest {
    @Test
    void shouldTakePasswordsFromTheEnvironment() {
        // When
        Logins logins = Logins.from(Map.of("HEADRACE_MYSQL_APP_PASSWORD", "from outside"));

        // Then
        assertThat(logins.app().password()).isEqualTo("from outside");
        assertThat(logins.debezium().password()).isEqualTo("debezium-demo");
    }

    @Test
    void shouldNotPrintPasswords() {
        assertThat(Logins.from(Map.of())).asString().contains("debezium").doesNotContain("-demo");
    }
}
