package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every connector JSON that we ship names only settings that exist, with values that they take, and holds no secret. */
class ConnectConfigsTest {

    private static final Pattern SECRET = Pattern.compile("(?i)password|secret|credential|api\\.?key|\\.key$");
    private static final String REFERENCE = "\\$\\{(env|file|dir):[^}]+}";

    static Stream<ConnectorFile> ours() {
        return all().filter(file -> !file.toString().contains("confluent"));
    }

    static Stream<ConnectorFile> all() {
        return ConnectorFile.all().stream();
    }

    @ParameterizedTest
    @MethodSource("ours")
    void shouldNameOnlySettingsThatExist(ConnectorFile file) {
        Set<String> known = new KnownSettings(file).names();

        assertThat(known)
                .as("settings that exist for %s", file)
                .containsAll(file.config().keySet());
    }

    @ParameterizedTest
    @MethodSource("ours")
    void shouldGiveEachSettingAValueThatItTakes(ConnectorFile file) {
        List<ConfigValue> values = new KnownSettings(file).values();

        assertThat(values)
                .as("settings of %s", file)
                .isNotEmpty()
                .allSatisfy(value ->
                        assertThat(value.errorMessages()).as(value.name()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldHoldSecretsOnlyByReference(ConnectorFile file) {
        assertThat(file.config()).as("settings of %s", file).allSatisfy((key, value) -> {
            if (SECRET.matcher(key).find()) {
                assertThat(value).as(key).matches(REFERENCE);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldBeNamedLikeItsFile(ConnectorFile file) {
        assertThat(file.name())
                .isIn(
                        file.toString().replace(".json", ""),
                        file.toString().replace(".json", "").replaceAll("(.*)\\.(.*)", "$1-$2"));
    }

    /** By key names only: the vendor's jar is part of no build of ours. */
    @Test
    void shouldUseOnlySettingsThatTheVendorDocumentsForItsSink() {
        ConnectorFile file = ConnectorFile.read("elasticsearch-sink.confluent.json");
        Set<String> known = new KnownSettings(file).connectNames(false);

        known.addAll(List.of(
                "connection.url",
                "key.ignore",
                "schema.ignore",
                "behavior.on.null.values",
                "behavior.on.malformed.documents",
                "write.method"));

        assertThat(known).containsAll(file.config().keySet());
    }
}
