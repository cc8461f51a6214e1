package io.headrace.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
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
    void shouldTakeTheUsersOfAnotherMysqlFromOutside() {
        // Given
        Map<String, String> environment = Map.of("HEADRACE_MYSQL_USER", "capture", "HEADRACE_MYSQL_PASSWORD", "secret");
        ExternalMysql mysql = ExternalMysql.parse("jdbc:mysql://db.example.com/inventory");

        // When
        Logins named = Logins.from(environment, external(mysql.withUser("reader")));
        Logins unnamed = Logins.from(Map.of(), external(mysql));
        Logins own = Logins.from(environment, ExternalServers.NONE);

        // Then
        assertThat(named.app().user()).isEqualTo("reader");
        assertThat(named.debezium()).isEqualTo(new Login("capture", "secret"));
        assertThat(unnamed).isEqualTo(Logins.from(Map.of()));
        assertThat(own.debezium().user()).as("a user of the demo database").isEqualTo("debezium");
    }

    private static ExternalServers external(ExternalMysql mysql) {
        return new ExternalServers(Optional.of(mysql), Optional.empty());
    }

    @Test
    void shouldNotPrintPasswords() {
        assertThat(Logins.from(Map.of())).asString().contains("debezium").doesNotContain("-demo");
    }
}
