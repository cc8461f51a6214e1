package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** That a repair never removes the only document of a row, and that a row has one id by snapshot, stream and repair. */
class RepairIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static Line line;

    @BeforeAll
    static void start() throws SQLException {
        line = LAB.line("repair").database();
        line.sql(
                "CREATE TABLE tick (at TIMESTAMP(3) PRIMARY KEY, v INT)",
                "INSERT INTO tick VALUES ('1971-01-01 00:00:01.1', 1), ('1971-01-01 00:00:02', 2), ('1971-01-01 00:00:03.25', 3)",
                "CREATE TABLE asset (id BINARY(4) PRIMARY KEY, v INT)",
                "CREATE TABLE parcel (id BINARY(4) PRIMARY KEY, v INT)");
        line.start();
    }

    @AfterAll
    static void stop() {
        line.stop();
    }

    @Test
    void shouldGiveARowOneIdBySnapshotAndStream() throws SQLException {
        // When
        line.sql(
                "UPDATE tick SET v = v + 10",
                "DELETE FROM tick WHERE v = 13",
                "INSERT INTO tick VALUES ('1971-01-01 00:00:04.5', 4)",
                "CREATE TABLE flag (k BOOLEAN PRIMARY KEY, v INT)",
                "INSERT INTO flag VALUES (true, 1), (false, 0)");
        line.awaitDelivered();
        remove("flag", "1");
        Verdict repaired = verify("flag", true);

        // Then
        assertThat(line.documents("tick"))
                .containsOnlyKeys("1971-01-01T00:00:01.1Z", "1971-01-01T00:00:02Z", "1971-01-01T00:00:04.5Z");
        assertThat(verify("tick", false).outcome()).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(repaired.outcome()).as("%s", repaired).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(line.documents("flag")).containsOnlyKeys("0", "1");
    }

    @Test
    void shouldKeepADocumentWhoseRowCanNotBeToldWhileARowHasNone() throws SQLException {
        // Given: a row that the index refuses, and a document under an id of another rule
        LAB.index()
                .send(
                        "PUT",
                        "/" + line.topic("asset"),
                        "{\"mappings\":{\"properties\":{\"v\":{\"type\":\"date\",\"format\":\"yyyy-MM\"}}}}");
        line.sql("INSERT INTO asset VALUES (x'00000001', 1)");
        line.awaitDelivered();
        plant("asset", "00000001", "{\"id\":\"AAAAAQ==\"}");

        // When
        Verdict repaired = verify("asset", true);

        // Then
        assertThat(repaired.outcome()).isEqualTo(Verdict.Outcome.DRIFT);
        assertThat(repaired.missing()).containsExactly("AAAAAQ==");
        assertThat(repaired.extra()).containsExactly("00000001");
        assertThat(repaired.repair()).isNotNull();
        assertThat(repaired.repair().removed()).isZero();
        assertThat(repaired.repair().kept()).isEqualTo(1);
        assertThat(line.documents("asset")).containsOnlyKeys("00000001");
    }

    @Test
    void shouldRemoveDocumentsWhoseRowsCanNotBeToldOnceEachRowHasItsOwn() throws SQLException {
        // Given: deleted without a word in the binlog
        line.sql("INSERT INTO parcel VALUES (x'00000001', 1), (x'00000002', 2)");
        line.awaitDelivered();
        line.sql("SET SESSION sql_log_bin = 0", "DELETE FROM parcel WHERE v = 2");
        remove("parcel", "AAAAAQ==");
        plant("parcel", "old-1", "{\"id\":\"AAAAAQ==\",\"v\":1}");

        // When
        Verdict repaired = verify("parcel", true);

        // Then
        assertThat(repaired.outcome()).as("%s", repaired).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(repaired.repair()).isNotNull();
        assertThat(repaired.repair().resent()).isEqualTo(1);
        assertThat(repaired.repair().removed()).isEqualTo(2);
        assertThat(line.documents("parcel")).containsOnlyKeys("AAAAAQ==");
    }

    @Test
    void shouldTellTheFieldsOfColumnsThatAreGoneAndSendTheirRows() throws SQLException {
        // Given
        line.sql(
                "CREATE TABLE person (id INT PRIMARY KEY, ssn VARCHAR(20), note VARCHAR(20), name VARCHAR(20))",
                "INSERT INTO person VALUES (1, 'x', NULL, 'Ada'), (2, NULL, 'n', NULL)");
        line.awaitDelivered();
        line.sql("ALTER TABLE person DROP COLUMN ssn", "ALTER TABLE person RENAME COLUMN note TO remark");
        line.awaitDelivered();

        // When
        Verdict verdict = verify("person", false);
        Verdict repaired = verify("person", true);

        // Then
        assertThat(verdict.stale())
                .containsExactly(
                        new Verdict.Stale("1", List.of("ssn")), new Verdict.Stale("2", List.of("remark", "note")));
        assertThat(verdict.notes()).anyMatch(note -> note.startsWith("ssn: in the document, but not a column"));
        assertThat(repaired.outcome()).as("%s", repaired).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(line.documents("person").get("1").has("ssn")).isFalse();
    }

    private static void plant(String table, String id, String document) {
        LAB.index().send("PUT", "/" + line.topic(table) + "/_doc/" + id + "?refresh=true", document);
    }

    private static void remove(String table, String id) {
        LAB.index().send("DELETE", "/" + line.topic(table) + "/_doc/" + id + "?refresh=true", "");
    }

    private static Verdict verify(String table, boolean repair) {
        Verify.Options options = Verify.Options.of("repair." + table, null);
        return new Verify(LAB.target(), repair ? options.withRepair() : options, text -> {}).run();
    }
}
