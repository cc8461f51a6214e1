package io.headrace.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.console.server.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which columns a table's rows are known by. */
class TableKeyTest {

    private static final TableKey.Described ID = column("id", true);
    private static final TableKey.Described CODE = column("code", true);

    @Test
    void shouldTakeThePrimaryKeyBeforeAUniqueOne() {
        TableKey table = new TableKey(List.of(ID, CODE), Map.of("PRIMARY", List.of("id"), "uq", List.of("code")));

        assertThat(table.key("lab.badge", "")).containsExactly(ID);
    }

    @Test
    void shouldTakeTheUniqueKeyWithoutNullThatMysqlTakes() {
        TableKey table = new TableKey(
                List.of(CODE, column("owner", false)), Map.of("a", List.of("owner"), "uq", List.of("code")));

        assertThat(table.key("lab.badge", "")).containsExactly(CODE);
    }

    @Test
    void shouldTakeTheColumnsThatTheSourceNames() {
        TableKey table = new TableKey(List.of(ID, CODE), Map.of("PRIMARY", List.of("id")));

        assertThat(table.key("lab.badge", "lab.other:x;lab\\.b.*:code")).containsExactly(CODE);
    }

    @Test
    void shouldReadTheirNamesAsPatterns() {
        TableKey table = new TableKey(
                List.of(ID, CODE, column("a.b", true), column("axb", true), column("p$", true), column("a,b", true)),
                Map.of("PRIMARY", List.of("id")));

        assertThat(names(table, "lab.badge:a.b")).containsExactly("a.b", "axb", "a,b");
        assertThat(names(table, "lab.badge:a\\.b,p\\$")).containsExactly("a.b", "p$");
        assertThat(names(table, "lab.badge:CODE,a\\x2cb")).containsExactly("code", "a,b");
        assertThat(names(table, "lab.badge:p$")).as("matches no column").containsExactly("id");
    }

    private static List<String> names(TableKey table, String messageKeys) {
        return table.key("lab.badge", messageKeys).stream()
                .map(TableKey.Described::name)
                .toList();
    }

    @Test
    void shouldSayThatATableHasNoKey() {
        TableKey none = new TableKey(List.of(column("owner", false)), Map.of());

        assertThatThrownBy(() -> none.key("lab.badge", ""))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("lab.badge has no key");
        assertThatThrownBy(() -> new TableKey(List.of(), Map.of()).key("lab.bagde", ""))
                .as("a wrong name")
                .hasMessageContaining("lab.bagde does not exist");
    }

    private static TableKey.Described column(String name, boolean isOfTheKey) {
        return new TableKey.Described(name, "int", "int", false, isOfTheKey, false);
    }
}
