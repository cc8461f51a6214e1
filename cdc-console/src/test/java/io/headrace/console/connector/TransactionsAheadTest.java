package io.headrace.console.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.pipeline.GtidSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransactionsAheadTest {

    private static final String SERVER = "b2a1f1c0-0000-11ef-8000-000000000001";

    private final TransactionsAhead ahead = new TransactionsAhead(
            GtidSet.parse(SERVER + ":1-7"), transaction -> !transaction.tables().contains("pulse.beat"));

    @Test
    void shouldNameTablesAndStatementsOfWhatTheSourceHasNotRead() {
        transaction(7);
        ahead.add("Table_map", "table_id: 90 (shop.read)");
        transaction(8);
        ahead.add("Query", "BEGIN");
        ahead.add("Table_map", "table_id: 91 (pulse.beat)");
        ahead.add("Update_rows", "table_id: 91 flags: STMT_END_F");
        ahead.add("Xid", "COMMIT /* xid=5 */");
        transaction(9);
        ahead.add("Query", "use `shop`; CREATE TABLE url (id INT)");
        transaction(10);
        ahead.add("Query", "BEGIN");
        ahead.add("Table_map", "table_id: 92 (shop.a)");
        ahead.add("Table_map", "table_id: 93 (shop.b)");
        ahead.add("Table_map", "table_id: 92 (shop.a)");
        ahead.add("Xid", "COMMIT /* xid=6 */");
        ahead.add("Rotate", null);
        transaction(11);
        ahead.add("Table_map", "table_id: 92 (shop.cut)");

        assertThat(ahead.found())
                .as("ended, and wanted")
                .containsExactly(
                        new TransactionsAhead.Transaction(SERVER + ":9", Set.of(), true),
                        new TransactionsAhead.Transaction(SERVER + ":10", Set.of("shop.a", "shop.b"), false));
    }

    private void transaction(int number) {
        ahead.add("Gtid", "SET @@SESSION.GTID_NEXT= '" + SERVER + ":" + number + "'");
    }
}
