package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of README.md, as written and in its order, in a fresh copy of the checkout. */
class ReadmeIT {

    private static final String TEST_COMMAND = "mvn verify";

    /** What each command must print, beside ending with 0. A command that is not here is one the README must not have. */
    private static final Map<String, String> PRINTS = prints();

    private static Map<String, String> prints() {
        Map<String, String> prints = new LinkedHashMap<>();
        prints.put("./cdc up", "MATCH");
        prints.put("./cdc demo", "(?s)insert.*update.*delete");
        prints.put("./cdc verify", "MATCH");
        prints.put("curl -s .*/orders/_search.*", "\"status\" : \"SHIPPED\"");
        prints.put("curl -s .*connectors\\?expand=status.*", "RUNNING");
        prints.put("./cdc status", "elasticsearch-sink +RUNNING");
        prints.put("curl -s -X DELETE .*", "");
        prints.put("curl -s -X PUT .*_index_template.*", "\"acknowledged\":true");
        prints.put("curl -s -X POST .*connectors", "\"name\":\"elasticsearch-sink\"");
        return prints;
    }

    @Test
    @SuppressWarnings("SystemOut")
    void shouldDoWhatItSays(@TempDir Path folder) {
        List<String> commands = Readme.commands();
        assertThat(commands).startsWith("./cdc up", TEST_COMMAND);

        try (FreshCopy checkout = FreshCopy.into(folder)) {
            for (String command :
                    commands.stream().filter(line -> !line.equals(TEST_COMMAND)).toList()) {
                FreshCopy.Outcome outcome = checkout.run(command);
                System.out.printf("[readme] %s%n%s%n", outcome.command(), outcome.output());

                assertThat(outcome.exitCode())
                        .as("exit code of %s, which printed %s", command, outcome.output())
                        .isZero();
                assertThat(outcome.output()).as(command).containsPattern(expectedOf(command));
            }
        }
    }

    /** The test command runs this very test, so it is only compared with what CI runs. */
    @Test
    void shouldNameTheTestCommandThatCiRuns() throws IOException {
        assertThat(Files.readString(Checkout.root().resolve(".ci/run"))).containsPattern("exec mvn .*verify");
        assertThat(Readme.commands()).contains(TEST_COMMAND);
    }

    private static String expectedOf(String command) {
        return PRINTS.entrySet().stream()
                .filter(known -> command.matches(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("ReadmeIT does not know what to expect of: " + command));
    }
}
