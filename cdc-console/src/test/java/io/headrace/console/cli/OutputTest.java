package io.headrace.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The output options, by a command that has nothing else. */
class OutputTest {

    private static final String LONG = "x".repeat(100);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** A result with what formats might trip over. */
    record Thing(String text, long count, @Nullable Double none, List<String> names) {}

    @Command(name = "probe")
    static final class Probe implements Callable<Integer> {

        @Mixin
        Output output = new Output();

        @Option(names = "--times")
        int times = 1;

        @Override
        public Integer call() {
            output.progress("half-way");
            Thing thing = new Thing("Zürich: \"8001\"\n- and more", 3, null, List.of("a", "b"));
            for (int i = 0; i < times; i++) {
                output.show("thing", thing, () -> output.line("cell " + output.cut(LONG)));
            }
            return ExitCode.OK;
        }
    }

    @Test
    void shouldCutLongCellsOfATableOnly() {
        run();
        run("-o", "table");
        run("-o", "wide");

        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo(lines.get(1)).endsWith("…").hasSizeLessThan(LONG.length());
        assertThat(lines.get(2)).isEqualTo("cell " + LONG);
    }

    @Test
    void shouldPrintOneJsonObjectWithItsVersionAndKind() throws Exception {
        run("-o", "json");

        JsonNode json = JsonMapper.builder().build().readTree(out.toString());
        assertThat(out.toString().lines().count()).isGreaterThan(1);
        assertThat(json.path("version").asInt()).isEqualTo(Output.JSON_VERSION);
        assertThat(json.path("kind").asText()).isEqualTo("thing");
        assertThat(json.path("text").asText()).startsWith("Zürich: \"8001\"");
        assertThat(json.path("none").isNull()).isTrue();
    }

    @Test
    void shouldPrintALineForEachLook() throws Exception {
        run("-o", "jsonl", "--times", "2");

        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(2);
        for (String line : lines) {
            assertThat(JsonMapper.builder().build().readTree(line).path("count").asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void shouldPrintYamlDocumentsThatCanBeReadAgain() {
        run("-o", "YAML", "--times", "2");

        List<Object> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(out.toString())
                .forEach(documents::add);
        assertThat(documents).hasSize(2).containsOnly(documents.get(0));
        Map<?, ?> read = (Map<?, ?>) documents.get(0);
        assertThat(read.get("text")).isEqualTo("Zürich: \"8001\"\n- and more");
        assertThat(read.get("count")).isEqualTo(3);
        assertThat(read.get("names")).isEqualTo(List.of("a", "b"));
        assertThat(read.containsKey("none")).isTrue();
        assertThat(read.get("none")).isNull();
    }

    @Test
    void shouldKeepProgressFromTheDataAndBeQuietWhenAsked() {
        run("-o", "json");
        String told = err.toString();
        run("-o", "json", "-q");

        assertThat(told).contains("half-way");
        assertThat(err.toString()).as("nothing more").isEqualTo(told);
        assertThat(out.toString()).doesNotContain("half-way");
    }

    @Test
    void shouldNameTheFormatsThereAre() {
        StringWriter told = new StringWriter();

        int exitCode = Main.commandLine().setErr(new PrintWriter(told, true)).execute("lint", "--rules", "-o", "xml");

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(told.toString()).contains("table, wide, json, jsonl, yaml").contains("xml");
    }

    @Test
    void shouldReachTheWritersOfTheWholeCommandLine() {
        int exitCode = Main.commandLine().setOut(new PrintWriter(out, true)).execute("lint", "--rules", "-o", "jsonl");

        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .startsWith("{\"version\":1,\"kind\":\"lint-rules\"")
                .hasLineCount(1);
    }

    private void run(String... arguments) {
        CommandLine probe = new CommandLine(new Probe());
        probe.setCaseInsensitiveEnumValuesAllowed(true);
        probe.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        assertThat(probe.execute(arguments))
                .as("%s: %s", List.of(arguments), err)
                .isEqualTo(ExitCode.OK);
    }
}
