package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.lint.Lint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pairs of docs/recipes.md: lint finds nothing in them, and the page names each. What they do, RecipesIT shows. */
class RecipesTest {

    private static final Path CONFIGS = Checkout.root().resolve("connect-configs");

    static List<String> recipes() throws IOException {
        try (Stream<Path> files = Files.list(CONFIGS.resolve("recipes"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.endsWith("-template.json"))
                    .map(file -> file.replaceAll("-(source|sink)\\.json$", ""))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void shouldGiveLintNothingToFind(String recipe) throws IOException {
        // Given
        List<Lint.Source> pair = new ArrayList<>();
        for (String end : List.of("-source.json", "-sink.json")) {
            Path file = CONFIGS.resolve("recipes").resolve(recipe + end);
            pair.add(new Lint.Source(file.toString(), Files.readString(file)));
        }

        // When
        Lint.Report report = new Lint(pair).check();

        // Then
        assertThat(report.files()).as("files that lint has read").isEqualTo(2);
        assertThat(report.findings()).as("findings in the recipe %s", recipe).isEmpty();
    }

    @Test
    void shouldNameEachRecipeOnThePage() throws IOException {
        // Given
        String page = Files.readString(Checkout.root().resolve("docs/recipes.md"));

        // When
        List<String> recipes = recipes();

        // Then
        assertThat(recipes)
                .as("recipes")
                .isNotEmpty()
                .allSatisfy(recipe -> assertThat(page)
                        .contains("recipes/" + recipe + "-source.json", "recipes/" + recipe + "-sink.json"));
    }
}
