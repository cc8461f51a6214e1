package io.headrace.console.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureCauseTest {

    @Test
    void shouldTakeTheInnermostCauseWithoutItsPackage() {
        String trace = """
                org.apache.kafka.connect.errors.ConnectException: An exception occurred in the change event producer.
                \tat io.debezium.pipeline.ErrorHandler.setProducerThrowable(ErrorHandler.java:67)
                Caused by: io.debezium.DebeziumException: java.sql.SQLException
                \tat io.debezium.Foo.bar(Foo.java:1)
                Caused by: java.sql.SQLSyntaxErrorException: Access denied; you need (at least one of) the RELOAD privilege(s)
                \t... 12 more
                """;

        assertThat(FailureCause.of(trace))
                .isEqualTo(
                        "SQLSyntaxErrorException: Access denied; you need (at least one of) the RELOAD privilege(s)");
    }

    @Test
    void shouldTakeTheFirstLineWhereNothingCausedIt() {
        assertThat(FailureCause.of("org.example.FooException: no such index\n\tat x.Y.z(Y.java:1)"))
                .isEqualTo("FooException: no such index");
    }

    @Test
    void shouldSaySoWhenThereIsNoTrace() {
        assertThat(FailureCause.of(null)).isEqualTo("no reason given");
    }
}
