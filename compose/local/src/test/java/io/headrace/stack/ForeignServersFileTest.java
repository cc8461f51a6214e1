package io.headrace.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignServersFileTest {
    private static final ForeignMysql DB = ForeignMysql.parse("jdbc:mysql://db:3306/inventory");
    private static final ForeignMysql OTHER_DB = ForeignMysql.parse("jdbc:mysql://other:3306/inventory");
    private static final ForeignElasticsearch ES = ForeignElasticsearch.parse("http://es:9200");

    @TempDir
    Path state;

    private ForeignServersFile file;

    @BeforeEach
    void setUp() {
        file = new ForeignServersFile(state);
    }

    @Test
    void shouldHaveNoneWhereNoneWasGiven() {
        assertThat(file.and(ForeignServers.NONE, true)).isEqualTo(ForeignServers.NONE);
    }

    @Test
    void shouldGoOnWithThoseThatWereKept() {
        // Given
        ForeignServers both = new ForeignServers(Optional.of(DB.withUser("reader")), Optional.of(ES));
        file.keep(both);

        // Then
        assertThat(file.and(ForeignServers.NONE, true)).isEqualTo(both);
        assertThat(file.and(new ForeignServers(Optional.of(DB), Optional.empty()), true))
                .as("the same server, its user not said again")
                .isEqualTo(both);
        assertThat(file.and(mysql(DB.withUser("app")), true).mysql()).hasValue(DB.withUser("app"));
    }

    @Test
    void shouldRefuseAnotherServerThanTheOneThatTheDataBelongTo() {
        // Given
        file.keep(mysql(DB));

        // Then
        assertThatThrownBy(() -> file.and(mysql(OTHER_DB), true))
                .isInstanceOf(StackException.class)
                .hasMessageContainingAll(state.toString(), "db:3306", "other:3306", "./cdc down --purge");
        assertThatThrownBy(() -> file.and(new ForeignServers(Optional.empty(), Optional.of(ES)), true))
                .isInstanceOf(StackException.class)
                .hasMessageContainingAll("Elasticsearch as its own server", "http://es:9200");
    }

    @Test
    void shouldTakeAnotherServerAsLongAsThereIsNoData() {
        // Given
        file.keep(mysql(DB.withUser("reader")));

        // Then
        assertThat(file.and(mysql(OTHER_DB), false)).isEqualTo(mysql(OTHER_DB));
    }

    @Test
    void shouldNameTheFileThatSomebodySpoiled() throws Exception {
        // Given
        file.keep(mysql(DB));
        Path kept = state.resolve("foreign-servers.properties");
        Files.writeString(kept, "mysql=db\n");

        // Then
        assertThatThrownBy(() -> file.and(ForeignServers.NONE, true))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(kept.toString());
    }

    private static ForeignServers mysql(ForeignMysql server) {
        return new ForeignServers(Optional.of(server), Optional.empty());
    }
}
