package io.headrace.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.doctor.Diagnosis.Check;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events as MySQL 8.0.33 showed them in SHOW BINLOG EVENTS. */
class BinlogTallyTest {

    private final BinlogTally tally = new BinlogTally(table -> table.startsWith("lab."));

    @Test
    void shouldCountPartialUpdatesByTable() {
        // Given
        add("Table_map", "table_id: 177 (lab.profile)");
        add("Update_rows_partial", "table_id: 177 flags: STMT_END_F");
        add("Table_map", "table_id: 178 (other.profile)");
        add("Update_rows_partial", "table_id: 178 flags: STMT_END_F");

        // When
        List<Check> checks = tally.checks("binlog", "binlog.000002");

        // Then
        assertThat(checks).singleElement().satisfies(check -> {
            assertThat(check.result()).isEqualTo(Diagnosis.Result.WARNING);
            assertThat(check.about()).isEqualTo("partial JSON updates on lab.profile");
            assertThat(check.found()).startsWith("1 in ");
            assertThat(check.fix()).contains("./cdc verify --table lab.profile --repair");
        });
    }

    @Test
    void shouldCountXaThatIsPreparedButNotWhatCommitsInOnePhase() {
        // Given
        add("Query", "XA START X'7831',X'',1");
        add("Table_map", "table_id: 175 (lab.ledger)");
        add("Write_rows", "table_id: 175 flags: STMT_END_F");
        add("Query", "XA END X'7831',X'',1");
        add("XA_prepare", "XA PREPARE X'7831',X'',1");
        add("Query", "XA START X'7833',X'',1");
        add("Table_map", "table_id: 176 (lab.other)");
        add("Query", "XA END X'7833',X'',1");
        add("XA_prepare", "XA COMMIT X'7833',X'',1 ONE PHASE");

        // When
        List<Check> checks = tally.checks("binlog", "binlog.000002");

        // Then
        assertThat(checks).extracting(Check::about).containsExactly("XA transactions on lab.ledger");
    }

    @Test
    void shouldCountStatementsOfTheirDatabaseAndShowNoneOfTheirValues() {
        // Given
        add("Query", "use `lab`; UPDATE part SET note='hunter2' WHERE id=1");
        add("Query", "use `lab`; INSERT INTO part (id,name) VALUES (3,'hunter2')");
        add("Query", "use `other`; UPDATE part SET note='x'");
        add("Query", "use `lab`; TRUNCATE TABLE profile /* xid=308 */");

        // When
        List<Check> checks = tally.checks("binlog", "binlog.000002");

        // Then
        assertThat(checks)
                .extracting(Check::about)
                .containsExactly("changes in statement format on lab.part", "TRUNCATE on lab.profile");
        assertThat(checks.get(0).found()).startsWith("2 in ");
        assertThat(checks.toString()).doesNotContain("hunter2");
    }

    @Test
    void shouldSayWhereItLookedWhenThereIsNothing() {
        add("Query", "BEGIN");

        assertThat(tally.checks("recent binlog", "binlog.000002:4 to binlog.000002:300"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.result()).isEqualTo(Diagnosis.Result.OK);
                    assertThat(check.found()).contains("1 events").contains("binlog.000002:300");
                });
    }

    private void add(String type, String info) {
        tally.add("binlog.000002", 4, type, info);
    }
}
