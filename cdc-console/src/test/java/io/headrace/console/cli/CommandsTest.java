package io.headrace.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.cli.output.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandsTest {

    /** Run with -Dwrite.docs=true to bring docs/cli.md up to date. */
    @Test
    void shouldBeDescribedInTheDocumentation() throws Exception {
        Path page = Path.of("..", "docs", "cli.md");
        String generated = Reference.markdown(Main.commandLine());
        if (Boolean.getBoolean("write.docs")) {
            Files.writeString(page, generated);
        }

        assertThat(Files.readString(page))
                .as("docs/cli.md; mvn test -pl cdc-console -am -Dtest=CommandsTest -Dwrite.docs=true writes it anew")
                .isEqualTo(generated);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("leaves")
    void shouldHaveADescriptionAnExampleAndExitCodes(String name, CommandLine command) {
        String help = command.getUsageMessage();

        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
        assertThat(help).contains("./" + name).contains("Exit codes:");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("leaves")
    void shouldTakeTheOutputOptions(String name, CommandLine command) {
        assertThat(command.getCommandSpec().optionsMap()).as(name).containsKeys("-o", "--output", "-q", "--quiet");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            status --watch --require healthy       | --watch never exits
            status --require perfect               | healthy
            demo --for 5s                          | --rate
            demo --rate 0                          | 1 to 10000 changes a second; found 0
            demo --rate 10001                      | 1 to 10000 changes a second; found 10001
            demo --rate many                       | many
            demo --rate 5 --for 0s                 | at most 24h; found 0 ms
            demo --rate 5 --for 25h                | at most 24h; found 90000000 ms
            demo --rate 5 --for soon               | 500ms, 60s, 5m or 1h
            up --mysql http://db:3306              | jdbc:mysql://host:3306/inventory
            up --mysql jdbc:mysql://u:pw@db/       | HEADRACE_MYSQL_APP_PASSWORD
            up --mysql jdbc:mysql://db/shop        | the database inventory, not shop
            up --mysql jdbc:mysql://db:70000       | 1 to 65535; found 70000
            up --mysql-user reader                 | give its address with --mysql
            up --elasticsearch es:9200             | http://host:9200
            up --elasticsearch https://u:pw@es     | ./cdc apply COPY --profile NAME
            dlq replay                             | one letter by its id, --group ERROR, or --all
            dlq replay --all --rate -1             | 1 or more records a second; found -1
            dlq replay --all --rule a --connector b| give only one
            """)
    void shouldSayWhatIsWrongWithOptionsBeforeAnyServerIsAsked(String line, String message) {
        StringWriter err = new StringWriter();

        int exitCode = Main.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute(line.strip().split(" "));

        assertThat(exitCode).as(err.toString()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ", "u:pw");
    }

    @Test
    void shouldProposeTheCommandThatWasMeant() {
        StringWriter err = new StringWriter();
        CommandLine cdc = Main.commandLine().setErr(new PrintWriter(err, true));

        int exitCode = cdc.execute("stauts");

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("status").contains("./cdc --help").doesNotContain("\tat ");
    }

    @Test
    void shouldProposeTheOptionThatWasMeant() {
        StringWriter err = new StringWriter();
        CommandLine cdc = Main.commandLine().setErr(new PrintWriter(err, true));

        int exitCode = cdc.execute("verify", "--patiense", "5s");

        assertThat(exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--patience");
    }

    @Test
    void shouldSayWhichServerDoesNotAnswer() {
        StringWriter err = new StringWriter();
        CommandLine cdc = Main.commandLine().setErr(new PrintWriter(err, true));

        int exitCode = cdc.execute(
                "verify",
                "--connect",
                "http://127.0.0.1:1",
                "--bootstrap",
                "127.0.0.1:1",
                "--mysql",
                "jdbc:mysql://127.0.0.1:1/inventory",
                "--mysql-user",
                "app",
                "--elasticsearch",
                "http://127.0.0.1:1");

        assertThat(exitCode).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString())
                .contains("Kafka Connect (--connect) does not answer at http://127.0.0.1:1")
                .doesNotContain("\tat ");
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> leaves() {
        List<CommandLine> leaves = new ArrayList<>();
        collect(Main.commandLine(), leaves);
        return leaves.stream()
                .map(leaf -> org.junit.jupiter.params.provider.Arguments.of(
                        leaf.getCommandSpec().qualifiedName(), leaf));
    }

    private static void collect(CommandLine line, List<CommandLine> leaves) {
        line.getSubcommands().forEach((name, command) -> {
            if (command.getSubcommands().isEmpty() && !name.equals("help")) {
                leaves.add(command);
            }
            collect(command, leaves);
        });
    }
}
