package io.headrace.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.search.config.SinkConfig;
import io.headrace.search.config.SinkSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedIndicesTest {
    private static SinkSettings settings(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("connection.url", "http://localhost:9200"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return SinkConfig.parse(all);
    }

    private static void assertRefused(ThrowingCallable start, String... named) {
        assertThatThrownBy(start)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("index.sharing")
                .hasMessageContaining("document.id.template=${topic.database}:${key}")
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .contains(List.of(named).isEmpty() ? List.of("") : List.of(named)));
    }

    @Test
    void shouldRefuseListedTopicsThatShareAnIndex() {
        List<String> tenants = List.of("tn1.t_ada.invoice", "tn1.t_bob.invoice");
        assertRefused(
                () -> SharedIndices.refuse(settings("index", "${topic.table}"), tenants),
                "tn1.t_ada.invoice",
                "tn1.t_bob.invoice",
                "index invoice");
        assertRefused(() -> SharedIndices.refuse(settings("index", "all"), tenants));
        assertRefused(() ->
                SharedIndices.refuse(settings("topic.to.index", "tn1.t_ada.invoice:x,tn1.t_bob.invoice:x"), tenants));
        assertRefused(() -> SharedIndices.refuse(settings(), List.of("a.b.Order", "a.b.order")));
    }

    @Test
    void shouldTakeListedTopicsThatShareNothingOrMay() {
        List<String> tenants = List.of("tn1.t_ada.invoice", "tn1.t_bob.invoice");
        for (SinkSettings settings : List.of(
                settings(),
                settings("index", "${topic.database}-${topic.table}"),
                settings("index", "${topic.table}", "document.id.template", "${topic.database}:${key}"),
                settings("index", "${topic.table}", "index.sharing", "allow"),
                settings("index", "${topic.table}", "key.ignore", "true"),
                settings("index", "${topic.table}", "topic.key.ignore", "tn1.t_ada.invoice"),
                settings("index", "${value:tenant}"),
                settings(
                        "index",
                        "all",
                        "document.id",
                        "header",
                        "document.id.header",
                        "id",
                        "header.converter",
                        "org.apache.kafka.connect.storage.StringConverter"))) {
            assertThatCode(() -> SharedIndices.refuse(settings, tenants))
                    .as("%s %s", settings.target(), settings.identity())
                    .doesNotThrowAnyException();
        }
        assertThatCode(() -> SharedIndices.refuse(
                        settings("index", "all"),
                        List.of("tn1", "tn1.transaction", "__debezium-heartbeat.tn1", "tn1.a.b")))
                .as("what stands beside one topic of rows")
                .doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0} to {1} with ids {2}: {3}")
    @CsvSource(
            delimiter = ';',
            value = {
                "tn1\\.t_.*\\.invoice ; ${topic.table} ; ${key} ; databases",
                "tn1\\.t_.*\\.invoice ; ${topic.database} ; ${key} ; -",
                "tn1\\.t_.*\\.invoice ; ${topic.table} ; ${topic.database}:${key} ; -",
                "tn1\\.t_.*\\.invoice ; ${topic} ; ${key} ; -",
                "tn1\\.t_.*\\.invoice ; invoices ; ${key} ; databases",
                "lab1\\.lab\\..* ; ${topic.table} ; ${key} ; -",
                "lab1.lab.(.*) ; ${topic.table} ; ${key} ; -",
                "lab1\\.lab\\..* ; everything ; ${key} ; tables",
                "lab1\\.lab\\..* ; everything ; ${topic.table}:${key} ; -",
                "lab1\\.(lab|shop)\\.orders ; orders ; ${key} ; databases",
                "lab1\\.lab\\.(a|b) ; ab ; ${key} ; tables",
                "a\\.b\\.c|d\\.e\\.f ; x ; ${key} ; databases and tables",
                ".* ; ${topic.table} ; ${key} ; databases",
                ".* ; ${topic.database}-${topic.table} ; ${key} ; -",
                ".* ; x-${value:tenant} ; ${key} ; -",
                "^lab1\\.lab\\.orders$ ; orders ; ${key} ; -",
                "lab1\\.lab\\.orders[0-9]+ ; orders ; ${key} ; tables"
            })
    void shouldJudgeARegularExpressionByWhatItLeavesOpen(String regex, String index, String template, String untold) {
        SinkSettings settings = settings("index", index, "document.id.template", template);
        if (untold.equals("-")) {
            assertThatCode(() -> SharedIndices.refuse(settings, regex)).doesNotThrowAnyException();
        } else {
            assertRefused(() -> SharedIndices.refuse(settings, regex), regex, "several " + untold + ",");
        }
    }

    @Test
    void shouldTakeARegularExpressionWhereSharingIsAllowedOrIdsAreNoKeys() {
        String regex = "tn1\\.t_.*\\.invoice";
        assertThatCode(() -> SharedIndices.refuse(settings("index", "x", "index.sharing", "allow"), regex))
                .doesNotThrowAnyException();
        assertThatCode(() -> SharedIndices.refuse(settings("index", "x", "key.ignore", "true"), regex))
                .doesNotThrowAnyException();
    }
}
