package io.headrace.search;

import io.headrace.stack.Jdk;
import io.headrace.stack.SearchEngine;
import io.headrace.stack.Size;
import java.nio.file.Path;

class OpenSearch3IT extends CompatibilityScript {
    OpenSearch3IT() {
        super("OpenSearch 3.8.0", 21);
    }

    @Override
    RunningServer build(Path folder, Jdk jdk) {
        // A node of 9 refuses, with 429 and for good, a document that is larger than a fiftieth of its heap.
        return new StackServer(SearchEngine.OPENSEARCH_3, Size.NORMAL);
    }
}
