package io.headrace.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.doctor.TableChecks.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableChecksTest {

    @Test
    void shouldTellOfManyTablesInALineWhatIsInOrder() {
        // Given
        TableChecks checks = new TableChecks(1);
        for (String table : List.of("shop.a", "shop.b", "shop.c")) {
            checks.add(Subject.TABLE, table, List.of(Check.ok("foreign keys of " + table, "none that cascade")));
            checks.add(Subject.INDEX, table, List.of(Check.ok("index " + table, "green, " + table)));
        }

        // When
        List<Check> told = checks.told();

        // Then
        assertThat(told)
                .containsExactly(
                        Check.ok("foreign keys of 3 tables", "none that cascade"),
                        Check.ok("3 indices", "nothing wrong"));
    }

    @Test
    void shouldNameEachTableThatIsNotInOrder() {
        // Given
        TableChecks checks = new TableChecks(1);
        Check wrong = Check.failed("primary key of shop.b", "none", "no ids", "ALTER TABLE shop.b");
        Check unsure = Check.warning("mapping of shop.c", "tags is json", "may be refused", "");
        checks.add(Subject.TABLE, "shop.a", List.of(Check.ok("primary key of shop.a", "id")));
        checks.add(Subject.TABLE, "shop.b", List.of(wrong));
        checks.add(Subject.INDEX, "shop.c", List.of(unsure));

        // When
        List<Check> told = checks.told();

        // Then
        assertThat(told).containsExactly(Check.ok("primary key of shop.a", "id"), wrong, unsure);
    }

    @Test
    void shouldTellOfFewOneByOneWhereThatIsWanted() {
        // Given
        TableChecks checks = new TableChecks(2);
        checks.add(Subject.TOPIC, "p.a", List.of(Check.ok("topic p.a", "6 partition(s)")));
        checks.add(Subject.TOPIC, "p.b", List.of(Check.ok("topic p.b", "6 partition(s)")));

        // When
        List<Check> told = checks.told();

        // Then
        assertThat(told).extracting(Check::about).containsExactly("topic p.a", "topic p.b");
    }
}
