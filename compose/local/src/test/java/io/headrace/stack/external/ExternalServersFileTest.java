package io.headrace.stack.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.stack.failure.StackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalServersFileTest {
    private static final ExternalMysql DB = ExternalMysql.parse("jdbc:mysql://db:3306/inventory");
    private static final ExternalMysql OTHER_DB = ExternalMysql.parse("jdbc:mysql://other:3306/inventory");
    private static final ExternalElasticsearch ES = ExternalElasticsearch.parse("http://es:9200");

    @TempDir
    Path state;

    private ExternalServersFile file;

    @BeforeEach
    void setUp() {
        file = new ExternalServersFile(state);
    }

    @Test
    void shouldHaveNoneWhereNoneWasGiven() {
        assertThat(file.mergedWith(ExternalServers.NONE, true)).isEqualTo(ExternalServers.NONE);
    }

    @Test
    void shouldGoOnWithThoseThatWereKept() {
        // Given
        ExternalServers both = new ExternalServers(Optional.of(DB.withUser("reader")), Optional.of(ES));
        file.keep(both);

        // Then
        assertThat(file.mergedWith(ExternalServers.NONE, true)).isEqualTo(both);
        assertThat(file.mergedWith(new ExternalServers(Optional.of(DB), Optional.empty()), true))
                .as("the same server, its user not said again")
                .isEqualTo(both);
        assertThat(file.mergedWith(mysql(DB.withUser("app")), true).mysql()).hasValue(DB.withUser("app"));
    }

    @Test
    void shouldRefuseAnotherServerThanTheOneThatTheDataBelongTo() {
        // Given
        file.keep(mysql(DB));

        // Then
        assertThatThrownBy(() -> file.mergedWith(mysql(OTHER_DB), true))
                .isInstanceOf(StackException.class)
                .hasMessageContainingAll(state.toString(), "db:3306", "other:3306", "./cdc down --purge");
        assertThatThrownBy(() -> file.mergedWith(new ExternalServers(Optional.empty(), Optional.of(ES)), true))
                .isInstanceOf(StackException.class)
                .hasMessageContainingAll("Elasticsearch as its own server", "http://es:9200");
    }

    @Test
    void shouldTakeAnotherServerAsLongAsThereIsNoData() {
        // Given
        file.keep(mysql(DB.withUser("reader")));

        // Then
        assertThat(file.mergedWith(mysql(OTHER_DB), false)).isEqualTo(mysql(OTHER_DB));
    }

    @Test
    void shouldNameTheFileThatSomebodySpoiled() throws Exception {
        // Given
        file.keep(mysql(DB));
        Path kept = state.resolve("foreign-servers.properties");
        Files.writeString(kept, "mysql=db\n");

        // Then
        assertThatThrownBy(() -> file.mergedWith(ExternalServers.NONE, true))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(kept.toString());
    }

    private static ExternalServers mysql(ExternalMysql server) {
        return new ExternalServers(Optional.of(server), Optional.empty());
    }
}
