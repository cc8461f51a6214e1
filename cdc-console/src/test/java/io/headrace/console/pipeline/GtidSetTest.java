package io.headrace.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GtidSetTest {

    private static final String A = "18abe1e1-e4c5-11f1-9889-02fc00000001";
    private static final String B = "28abe1e1-e4c5-11f1-9889-02fc00000002";

    @ParameterizedTest(name = "{0} against {1}: {2} missing")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            A:1-10         | A:1-10        | 0
            A:1-10         | A:1-9         | 1
            A:1-10         | A:2-10        | 1
            A:1-10         | A:1-3:5-10    | 1
            A:1-10,B:1-5   | A:1-10        | 5
            A:1-10         | A:1-10,B:1-5  | 0
            A:7            | A:1-6:8-9     | 1
            A:1-10         | -             | 10
            A:tag:1-3      | A:1-3         | 3
            A:1-2:tag:1-3  | A:1-2:tag:1-3 | 0
            """)
    void shouldCountWhatTheOtherSetLacks(String wanted, String held, long missing) {
        assertThat(set(wanted).missingFrom(set(held == null ? "" : held))).isEqualTo(missing);
        assertThat(set(held == null ? "" : held).containsAll(set(wanted))).isEqualTo(missing == 0);
    }

    @Test
    void shouldReadTheLineBreaksAndCapitalsThatMysqlPrints() {
        GtidSet printed = GtidSet.parse(A.toUpperCase(java.util.Locale.ROOT) + ":1-10,\n" + B + ":1-5");

        assertThat(printed.containsAll(set("A:1-10,B:1-5"))).isTrue();
    }

    @Test
    void shouldTakeNothingForTheEmptySet() {
        assertThat(GtidSet.parse("").isEmpty()).isTrue();
    }

    private static GtidSet set(String text) {
        return GtidSet.parse(text.replace("A", A).replace("B", B));
    }
}
