package io.headrace.stack.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalMysqlTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db.example.com:3307/inventory, db.example.com, 3307, inventory",
        "jdbc:mysql://db.example.com/shop, db.example.com, 3306, shop",
        "jdbc:mysql://127.0.0.1:3306, 127.0.0.1, 3306, inventory",
        "jdbc:mysql://[::1]:3306/, [::1], 3306, inventory"
    })
    void shouldReadAnAddress(String jdbcUrl, String host, int port, String database) {
        // When
        ExternalMysql mysql = ExternalMysql.parse(jdbcUrl);

        // Then
        assertThat(mysql.host()).isEqualTo(host);
        assertThat(mysql.port()).isEqualTo(port);
        assertThat(mysql.jdbcUrl()).isEqualTo("jdbc:mysql://" + host + ":" + port + "/" + database);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://db:3306/inventory",
                "jdbc:mysql://db:port/inventory",
                "jdbc:mysql://db:0/inventory",
                "jdbc:mysql://one:3306,two:3306/inventory",
                "jdbc:mysql://app:hunter2@db:3306/inventory",
                "jdbc:mysql://db:3306/inventory?password=hunter2"
            })
    void shouldRefuseAnotherFormWithoutShowingASecret(String jdbcUrl) {
        assertThatThrownBy(() -> ExternalMysql.parse(jdbcUrl))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("hunter2");
    }
}
