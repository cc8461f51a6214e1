package io.headrace.console.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.demo.Tail;
import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.verify.TablesVerdict;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import io.headrace.console.verify.VerifyTables;
import io.headrace.stack.LocalStack;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands on the shipped tables and one of its own, whose source stands still. */
abstract class SeveralTablesScenarios {

    private static final String ORDERS = "inventory.orders";

    private OwnTable own;

    @BeforeEach
    void addTable() throws SQLException {
        own = OwnTable.create("{}");
    }

    @AfterEach
    void removeTable() throws SQLException {
        own.close();
    }

    @Test
    void shouldVerifyTheOthersWhenNothingCanBeSaidOfOneTable() {
        // Given
        own.put("/" + own.alias() + "/_doc/1?refresh=true", "{\"id\":1,\"status\":\"NEW\"}");
        Verify.Options options = Verify.Options.of("all", LocalStack.tokenKey()).withPatience(Duration.ofSeconds(2));
        List<String> lines = new ArrayList<>();

        // When
        TablesVerdict verdict = new VerifyTables(OperationsIT.target, options, lines::add)
                .run(CarriedTables.of(OperationsIT.target, List.of("inventory.*")));

        // Then
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.INCONCLUSIVE);
        assertThat(verdict.tables())
                .filteredOn(one -> one.outcome() == Verdict.Outcome.MATCH)
                .extracting(Verdict::table)
                .contains(ORDERS);
        assertThat(verdict.tables())
                .filteredOn(one -> one.outcome() == Verdict.Outcome.INCONCLUSIVE)
                .extracting(Verdict::table)
                .containsExactly(own.table());
        assertThat(verdict.notIndexed()).contains("inventory.customers");
        assertThat(lines).anyMatch(line -> line.startsWith(own.table() + ": "));
    }

    @Test
    void shouldTailEachTableThoughOneHasNoTopicYet() throws SQLException {
        // Given
        Instant start = Instant.now();
        Fixes.sql("UPDATE inventory.orders SET notes = 'tailed' WHERE id = 41");
        Fixes.sql("UPDATE inventory.customers SET phone = '41' WHERE id = 41");
        List<String> tables = new ArrayList<>();

        // When
        new Tail(
                        OperationsIT.target,
                        CarriedTables.of(OperationsIT.target, List.of()).captured(),
                        change -> true,
                        line -> {})
                .run(start, Duration.ofSeconds(20), change -> {
                    tables.add(change.table());
                    return tables.size() < 2;
                });

        // Then
        assertThat(tables).containsExactly(ORDERS, "inventory.customers");
    }
}
