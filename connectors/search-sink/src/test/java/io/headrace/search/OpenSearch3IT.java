package io.headrace.search;

import io.headrace.stack.install.Jdk;
import io.headrace.stack.search.SearchEngine;
import io.headrace.stack.server.Size;
import java.nio.file.Path;

class OpenSearch3IT extends CompatibilityScript {
    OpenSearch3IT() {
        super("OpenSearch 3.8.0", 21);
    }

    @Override
    RunningServer build(Path folder, Jdk jdk) {
        return new StackServer(SearchEngine.OPENSEARCH_3, Size.NORMAL);
    }
}
