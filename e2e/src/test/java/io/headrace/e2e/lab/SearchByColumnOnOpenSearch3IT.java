package io.headrace.e2e.lab;

import io.headrace.stack.search.SearchEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("compat")
class SearchByColumnOnOpenSearch3IT extends SearchByColumn {
    @RegisterExtension
    static final Lab LAB = new Lab(SearchEngine.OPENSEARCH_3);

    @Override
    Lab lab() {
        return LAB;
    }
}
