package io.headrace.console.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What --fix writes is held against the connectors themselves. */
class FixTest {

    static List<LintCase> all() {
        return Stream.of(LintCase.MISTAKES, LintCase.RIGHT, LintCase.SETUPS)
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void shouldWriteNothingThatTheConnectorsRefuse(LintCase broken) throws Exception {
        // Given
        List<Lint.Source> files = broken.files();
        Lint lint = new Lint(files);

        // When
        Map<String, String> corrected = lint.fix();

        // Then
        List<Finding> left = lint.check().findings();
        assertThat(left)
                .as("corrections that were not made")
                .allSatisfy(f -> assertThat(f.fix()).isEmpty());
        for (Lint.Source file : files) {
            String text = corrected.getOrDefault(file.name(), file.text());
            boolean told = left.stream().anyMatch(f -> f.file().equals(file.name()) && f.severity() == Severity.ERROR);
            Map<String, String> refused = RealConnectors.errors(text);
            if (!told) {
                assertThat(refused)
                        .as("what the connectors refuse in %s", file.name())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void shouldChangeNothingASecondTime(LintCase broken) throws Exception {
        List<Lint.Source> files = broken.files();
        Map<String, String> corrected = new Lint(files).fix();
        List<Lint.Source> again = files.stream()
                .map(f -> new Lint.Source(f.name(), corrected.getOrDefault(f.name(), f.text())))
                .toList();

        assertThat(new Lint(again).fix()).isEmpty();
    }

    @Test
    void shouldHaveABrokenFileForEachRuleThatCorrects() throws Exception {
        Set<String> correcting = new TreeSet<>();
        for (LintCase broken : LintCase.MISTAKES) {
            new Lint(broken.files())
                    .check().findings().stream()
                            .filter(f -> !f.fix().isEmpty())
                            .map(Finding::rule)
                            .forEach(correcting::add);
        }

        assertThat(correcting).containsExactlyInAnyOrderElementsOf(Lint.CORRECTING);
    }

    @Test
    void shouldKeepWhatStandsBesideTheSettings() {
        List<Lint.Source> files =
                new ArrayList<>(List.of(new Lint.Source("wrapped", """
                        {"name": "a", "initial_state": "STOPPED", "config": {
                          "connector.class": "io.headrace.search.SearchSinkConnector", "topics": "a.b.c", "tasks.max": 0,
                          "connection.url": "http://localhost:9200"}}
                        """), new Lint.Source("flat", """
                        {"name": "b", "connector.class": "io.headrace.search.SearchSinkConnector", "topics": "a.b.d",
                         "tasks.max": "none", "connection.url": "http://localhost:9200"}
                        """)));

        Map<String, String> corrected = new Lint(files).fix();

        assertThat(corrected.get("wrapped")).contains("\"initial_state\" : \"STOPPED\"", "\"tasks.max\" : \"1\"");
        assertThat(corrected.get("flat"))
                .contains("\"name\" : \"b\"", "\"tasks.max\" : \"1\"")
                .doesNotContain("\"config\"");
    }

    @Test
    void shouldGiveTwoSecretsTwoVariables() {
        String source = """
                {"name": "%1$s", "config": {"connector.class": "io.debezium.connector.mysql.MySqlConnector",
                 "database.password": "%2$s"}}
                """;
        List<Lint.Source> files = List.of(
                new Lint.Source("first", source.formatted("first", "one")),
                new Lint.Source("second", source.formatted("second", "two")));

        Map<String, String> corrected = new Lint(files).fix();

        Set<String> references = corrected.values().stream()
                .map(text -> text.replaceAll("(?s).*\"database.password\" : \"([^\"]*)\".*", "$1"))
                .collect(Collectors.toSet());
        assertThat(references).hasSize(2).allMatch(r -> r.startsWith("${env:HEADRACE_"));
    }
}
