package io.headrace.search;

import io.headrace.stack.install.Jdk;
import io.headrace.stack.search.SearchEngine;
import io.headrace.stack.server.Size;
import java.nio.file.Path;

class Elasticsearch9IT extends CompatibilityScript {
    Elasticsearch9IT() {
        super("Elasticsearch 9.5.3", 21);
    }

    @Override
    RunningServer build(Path folder, Jdk jdk) {
        return new StackServer(SearchEngine.ELASTICSEARCH_9, Size.NORMAL);
    }
}
