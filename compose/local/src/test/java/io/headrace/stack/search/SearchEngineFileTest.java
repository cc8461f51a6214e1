package io.headrace.stack.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.stack.failure.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchEngineFileTest {

    @TempDir
    Path state;

    private SearchEngineFile file;

    @BeforeEach
    void setUp() {
        file = new SearchEngineFile(state);
    }

    @Test
    void shouldBeElasticsearch8UnlessToldOtherwise() {
        assertThat(file.mergedWith(null, true)).isEqualTo(SearchEngine.ELASTICSEARCH_8);
        assertThat(file.mergedWith(SearchEngine.OPENSEARCH_3, false)).isEqualTo(SearchEngine.OPENSEARCH_3);
    }

    @Test
    void shouldGoOnWithTheOneThatWasKept() {
        // When
        file.keep(SearchEngine.ELASTICSEARCH_9);

        // Then
        assertThat(file.mergedWith(null, true)).isEqualTo(SearchEngine.ELASTICSEARCH_9);
        assertThat(file.mergedWith(SearchEngine.ELASTICSEARCH_9, true)).isEqualTo(SearchEngine.ELASTICSEARCH_9);
        assertThat(file.mergedWith(SearchEngine.ELASTICSEARCH_8, false)).isEqualTo(SearchEngine.ELASTICSEARCH_8);
    }

    @Test
    void shouldRefuseAnotherThanTheOneThatTheDataBelongTo() {
        // Given
        file.keep(SearchEngine.ELASTICSEARCH_9);

        // Then
        assertThatThrownBy(() -> file.mergedWith(SearchEngine.OPENSEARCH_3, true))
                .isInstanceOf(StackException.class)
                .hasMessageContainingAll(state.toString(), "Elasticsearch 9", "OpenSearch 3", "./cdc down --purge");
    }

    @Test
    void shouldSayWhereItWasSpoilt() throws IOException {
        // Given
        Files.writeString(state.resolve("search-engine"), "solr\n");

        // Then
        assertThatThrownBy(() -> file.mergedWith(null, true))
                .isInstanceOf(StackException.class)
                .hasMessageContainingAll(state.resolve("search-engine").toString(), "\"solr\" is none of 8, 9, os3");
    }
}
