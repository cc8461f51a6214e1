package io.headrace.search.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.search.document.ItemKind;
import io.headrace.search.failure.Disposition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseClassifierTest {
    @ParameterizedTest(name = "{0} versioned={1} {2} {3}: {4}")
    @CsvSource({
        "INDEX,  true,  201, '',                                    DONE",
        "DELETE, true,  404, '',                                    DONE",
        "INDEX,  true,  409, version_conflict_engine_exception,     STALE",
        "DELETE, true,  409, version_conflict_engine_exception,     STALE",
        "CREATE, false, 409, version_conflict_engine_exception,     STALE",
        "UPSERT, false, 409, version_conflict_engine_exception,     RETRY",
        "INDEX,  false, 409, version_conflict_engine_exception,     RETRY",
        "INDEX,  true,  429, es_rejected_execution_exception,       RETRY",
        "INDEX,  true,  429, circuit_breaking_exception,            RETRY",
        "INDEX,  true,  503, unavailable_shards_exception,          RETRY",
        "INDEX,  true,  403, cluster_block_exception,               RETRY",
        "INDEX,  true,  500, some_new_exception,                    RETRY",
        "INDEX,  true,  400, mapper_parsing_exception,              REPORT",
        "INDEX,  true,  400, document_parsing_exception,            REPORT",
        "INDEX,  true,  400, strict_dynamic_mapping_exception,      REPORT",
        "INDEX,  true,  400, illegal_argument_exception,            REPORT",
        "INDEX,  true,  404, index_not_found_exception,             TARGET",
        "DELETE, true,  404, index_not_found_exception,             TARGET",
        "INDEX,  true,  400, index_closed_exception,                TARGET",
        "INDEX,  true,  403, security_exception,                    STOP"
    })
    void shouldJudgeItems(ItemKind kind, boolean versioned, int status, String type, Disposition disposition) {
        assertThat(ResponseClassifier.ofItem(kind, versioned, status, type)).isEqualTo(disposition);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "200, '',                              DONE",
        "400, illegal_argument_exception,      SPLIT",
        "413, '',                              SPLIT",
        "401, security_exception,              STOP",
        "403, security_exception,              STOP",
        "403, cluster_block_exception,         RETRY",
        "429, '',                              RETRY",
        "500, '',                              RETRY",
        "502, '',                              RETRY",
        "503, master_not_discovered_exception, RETRY",
        "504, '',                              RETRY",
        "404, '',                              RETRY",
        "405, '',                              STOP"
    })
    void shouldJudgeRequests(int status, String type, Disposition disposition) {
        assertThat(ResponseClassifier.ofRequest(status, type)).isEqualTo(disposition);
    }
}
