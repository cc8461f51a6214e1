package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** Simple names of all classes; what builds and servers write meanwhile is not looked at. */
    private static Set<String> sources() throws IOException {
        Set<String> names = new HashSet<>();
        Files.walkFileTree(HOME, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean isSkipped = folder.getFileName().toString().matches("target|\\..*") && !folder.equals(HOME);
                return isSkipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    names.add(file.getFileName().toString().replace(".java", ""));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return names;
    }
}
