package io.headrace.stack.search;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The search servers that the local stack can run. Each has a module of its own below compose/local/servers. */
public enum SearchEngine {
    ELASTICSEARCH_8("8", "Elasticsearch", "elasticsearch"),
    ELASTICSEARCH_9("9", "Elasticsearch 9", "elasticsearch-9"),
    OPENSEARCH_3("os3", "OpenSearch 3", "opensearch-3");

    /** The JDK that all but the default one need. */
    public static final int JDK = 21;

    private final String word;
    private final String title;
    private final String folder;

    SearchEngine(String word, String title, String folder) {
        this.word = word;
        this.title = title;
        this.folder = folder;
    }

    /**
     * By the word that {@code up --es} takes.
     *
     * @throws IllegalArgumentException for any other word, listing the valid ones
     */
    public static SearchEngine of(String word) {
        return Stream.of(values())
                .filter(engine -> engine.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is none of "
                        + Stream.of(values()).map(SearchEngine::word).collect(Collectors.joining(", "))));
    }

    public String word() {
        return word;
    }

    /** The name in messages. */
    public String title() {
        return title;
    }

    String module() {
        return "compose/local/servers/" + folder;
    }
}
