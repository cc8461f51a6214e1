package io.headrace.console.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    private static final List<String> KNOWN = List.of("table.include.list", "tasks.max", "topics");

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(textBlock = """
            topisc,             topics
            topic,              topics
            Topics,             topics
            task.max,           tasks.max
            tabel.inclde.lsit,  table.include.list
            TOPICS,             ''
            heartbeat,          ''
            """)
    void shouldCorrectOnlyWhatIsAFewLettersAway(String misspelt, String meant) {
        assertThat(NearestName.surely(misspelt, KNOWN)).isEqualTo(meant);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(textBlock = """
            TOPICS,             topics
            prdo,               prod
            tbl.includes.list,  table.include.list
            """)
    void shouldAskAboutANameOfAnyCaseThatIsFartherAway(String misspelt, String meant) {
        assertThat(NearestName.hint(misspelt, List.of("prod", "table.include.list", "topics")))
                .startsWith(". Did you mean " + meant + "? There are prod, ");
    }

    @Test
    void shouldSayWhatThereIsWhereNothingIsNear() {
        assertThat(NearestName.hint("orders", List.of("b"))).isEqualTo(". There is b.");
        assertThat(NearestName.hint("orders", List.of())).isEqualTo("; there are none at all.");
    }

    @Test
    void shouldNotListMoreNamesThanAreRead() {
        List<String> many = IntStream.range(100, 130).mapToObj(i -> "x" + i).toList();

        assertThat(NearestName.hint("orders", many)).endsWith("x119 and 10 more.");
    }
}
