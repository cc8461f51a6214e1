package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages for those who change the code name classes that are there. */
class DocumentedNamesTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+[A-Za-z0-9]*)`");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/architecture.md",
                "CONTRIBUTING.md",
                "transforms/README.md",
                "connectors/search-sink/README.md",
                "cdc-listener/README.md",
                "cdc-console/README.md",
                "compose/local/README.md",
                "e2e/README.md",
                "bench/README.md"
            })
    void shouldNameClassesThatExist(String page) throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher matcher = CLASS.matcher(Files.readString(HOME.resolve(page)));
        while (matcher.find()) {
            named.add(matcher.group(1));
        }

        assertThat(named).isNotEmpty();
        assertThat(sources()).containsAll(named);
    }

    private static Set<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(HOME)) {
            return files.filter(file -> file.toString().matches(".*/src/(main|test)/java/.*\\.java"))
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
