package io.headrace.e2e.lab;

import org.junit.jupiter.api.extension.RegisterExtension;

class SearchByColumnIT extends SearchByColumn {
    @RegisterExtension
    static final Lab LAB = new Lab();

    @Override
    Lab lab() {
        return LAB;
    }
}
