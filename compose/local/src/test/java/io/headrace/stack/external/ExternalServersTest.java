package io.headrace.stack.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.stack.client.Login;
import io.headrace.stack.client.Logins;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExternalServersTest {
    @Test
    void shouldTakeTheUsersOfAnotherMysqlFromOutside() {
        // Given
        Map<String, String> environment = Map.of("HEADRACE_MYSQL_USER", "capture", "HEADRACE_MYSQL_PASSWORD", "secret");
        ExternalMysql mysql = ExternalMysql.parse("jdbc:mysql://db.example.com/inventory");

        // When
        Logins named = external(mysql.withUser("reader")).logins(environment);
        Logins unnamed = external(mysql).logins(Map.of());
        Logins own = ExternalServers.NONE.logins(environment);

        // Then
        assertThat(named.app().user()).isEqualTo("reader");
        assertThat(named.debezium()).isEqualTo(new Login("capture", "secret"));
        assertThat(unnamed).isEqualTo(Logins.from(Map.of()));
        assertThat(own.debezium().user()).as("a user of the demo database").isEqualTo("debezium");
    }

    private static ExternalServers external(ExternalMysql mysql) {
        return new ExternalServers(Optional.of(mysql), Optional.empty());
    }
}
