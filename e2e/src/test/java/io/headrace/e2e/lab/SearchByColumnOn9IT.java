package io.headrace.e2e.lab;

import io.headrace.stack.search.SearchEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("compat")
class SearchByColumnOn9IT extends SearchByColumn {
    @RegisterExtension
    static final Lab LAB = new Lab(SearchEngine.ELASTICSEARCH_9);

    @Override
    Lab lab() {
        return LAB;
    }
}
