package io.headrace.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of Debezium 3.6.1 and MySQL 8.0.33, each told with a way out that is not a restart alone. */
class SourceFailureTest {

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            Error processing row in part, internal schema size 5, but row size 1 , restart connector with schema recovery mode. | PARTIAL_ROW_IMAGE | offsets skip src
            Encountered change event for table lab.newtwo whose schema isn't known to this connector | UNKNOWN_SCHEMA | ./cdc recover src
            Data row is smaller than a column index, internal schema representation is probably out of sync | NARROW_ROW | offsets drop-snapshot src
            io.debezium.text.ParsingException: DDL statement couldn't be parsed. Please open a Jira issue | UNPARSEABLE_DDL | skip.unparseable.ddl
            The connector is trying to read binlog starting at SourceInfo [x], but this is no longer available on the server. | BINLOG_PURGED | when_needed
            Could not find first log file name in binary log index file Error code: 1236 | BINLOG_PURGED | when_needed
            The db history topic is missing. You may attempt to recover it by reconfiguring the connector to recovery. | HISTORY_LOST | ./cdc recover src
            A slave with the same server_uuid/server_id as this slave has connected to the source | SERVER_ID_CLASH | database.server.id
            log event entry exceeded max_allowed_packet; Increase max_allowed_packet on source | EVENT_TOO_LARGE | max_allowed_packet
            org.apache.kafka.common.errors.RecordTooLargeException: The message is 2000000 bytes | RECORD_TOO_LARGE | max.request.size
            The database server is not configured to use a ROW binlog_format, which is required | NO_BINLOG | binlog_format
            Error while deserializing binlog data of date: Invalid date 'FEBRUARY 31' | INVALID_DATE | offsets skip src
            Invalid value: null used for required field: "my_row_id", schema type: BYTES | OTHER_DEFINITION | ./cdc apply --recover
            Unexpected value for JDBC type -5 and column my_row_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT: class=class java.lang.String | OTHER_DEFINITION | ./cdc apply --recover
            Access denied for user 'debezium'@'localhost' | ACCESS_DENIED | ./cdc validate
            """, quoteCharacter = '~')
    void shouldKnowWhatStopsASourceForGood(String message, SourceFailure failure, String wayOut) {
        String trace = "org.apache.kafka.connect.errors.ConnectException: An exception occurred in the change event"
                + " producer.\n\tat x\nCaused by: io.debezium.DebeziumException: " + message + "\n\tat y";

        SourceFailure known = SourceFailure.of(trace).orElseThrow();

        assertThat(known).isEqualTo(failure);
        assertThat(known.fix("src")).contains(wayOut);
        assertThat(known.cause()).isNotEmpty();
    }

    @Test
    void shouldNameTheTransactionThatTheTraceTells() {
        String gtid = "a6e173e7-ecd9-11f1-9b95-02fc00000001:8449";
        String trace =
                "Error while processing event at offset {transaction_id=" + gtid + ", file=binlog.000002, row=1}";

        assertThat(SourceFailure.PARTIAL_ROW_IMAGE.fix("src", trace))
                .startsWith("./cdc offsets skip src --gtid " + gtid + " --yes");
        assertThat(SourceFailure.PARTIAL_ROW_IMAGE.fix("src", "nothing of the kind"))
                .startsWith("./cdc offsets skip src --yes");
        assertThat(SourceFailure.OTHER_DEFINITION.fix("src", trace)).doesNotContain(gtid);
    }

    @Test
    void shouldLeaveWhatItDoesNotKnowToARestart() {
        assertThat(SourceFailure.of("java.net.SocketException: Connection reset"))
                .isEmpty();
        assertThat(SourceFailure.of(null)).isEmpty();
    }
}
