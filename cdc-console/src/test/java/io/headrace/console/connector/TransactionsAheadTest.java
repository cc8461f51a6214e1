package io.headrace.console.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.pipeline.GtidSet;
import org.junit.jupiter.api.Test;

class TransactionsAheadTest {

    private static final String SERVER = "b2a1f1c0-0000-11ef-8000-000000000001";

    private final TransactionsAhead ahead = new TransactionsAhead(GtidSet.parse(SERVER + ":1-7"));

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
        ahead.add("Rotate", null);

        assertThat(ahead.found())
                .extracting(TransactionsAhead.Transaction::gtid)
                .containsExactly(SERVER + ":8", SERVER + ":9", SERVER + ":10");
        assertThat(ahead.found())
                .extracting(TransactionsAhead.Transaction::hasStatement)
                .containsExactly(false, true, false);
        assertThat(ahead.found().get(0).tables()).containsExactly("pulse.beat");
        assertThat(ahead.found().get(1).tables()).isEmpty();
        assertThat(ahead.found().get(2).tables()).containsExactly("shop.a", "shop.b");
    }

    private void transaction(int number) {
        ahead.add("Gtid", "SET @@SESSION.GTID_NEXT= '" + SERVER + ":" + number + "'");
    }
}
