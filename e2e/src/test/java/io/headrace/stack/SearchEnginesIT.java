package io.headrace.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.stack.install.Jdk;
import io.headrace.stack.search.SearchEngine;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./cdc up --es}: the whole pipeline and its commands on search servers that are not the usual one. */
@Tag("compat")
class SearchEnginesIT {
    private static final int ROWS = 1200;

    @TempDir
    Path folder;

    private LocalStack guard;
    private CdcProcess cdc;

    /** The command line's servers outlive it: they are to end with this JVM all the same. */
    @BeforeEach
    void setUp() throws Exception {
        assumeTrue(
                Jdk.atLeast(SearchEngine.JDK).isPresent(),
                "a JDK 21 or newer is neither named by HEADRACE_JDK21 or JAVA_HOME_… nor installed in /usr/lib/jvm");
        CheckoutCopy.in(folder);
        guard = LocalStack.builder()
                .home(folder)
                .state(folder.resolve(".cdc/stack"))
                .owned(true)
                .build();
        cdc = new CdcProcess(folder, Map.of());
    }

    @AfterEach
    void stopWhatIsLeft() {
        if (guard != null) {
            guard.purge();
            guard.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"9,Elasticsearch 9.", "os3,OpenSearch 3."})
    void shouldRunThePipelineOnIt(String engine, String product) throws Exception {
        // When
        CdcProcess.Outcome up = cdc.run("up", "--small", "--ports", "auto", "-o", "jsonl", "--es", engine);

        // Then
        assertThat(up.exitCode()).as("%s", up).isZero();
        JsonNode result = new ObjectMapper().readTree(up.output());
        assertThat(result.path("verified").asText()).isEqualTo("MATCH");
        assertThat(result.path("documents").asInt()).isEqualTo(ROWS);
        assertThat(new ObjectMapper()
                        .readTree(ServerData.http(
                                "GET", result.path("elasticsearch").asText(), ""))
                        .path("version")
                        .path("number")
                        .asText())
                .startsWith(product.substring(product.indexOf(' ') + 1));

        // When, Then: what is done with it afterwards
        requireOk("demo");
        requireOk("verify", "--repair");
        requireOk("reindex");
        requireOk("reindex", "--finish");
        requireOk("verify");
        requireOk("status");
        requireOk("doctor");
        requireOk("up", "--small", "--ports", "auto");

        // When
        CdcProcess.Outcome other = cdc.run("up", "--es", "8");

        // Then
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.progress()).contains("./cdc down --purge");
    }

    private void requireOk(String... command) throws Exception {
        CdcProcess.Outcome outcome = cdc.run(command);
        assertThat(outcome.exitCode())
                .as("%s: %s", String.join(" ", command), outcome)
                .isZero();
    }
}
