package io.headrace.console.pipeline;

import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.ShellWord;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Messages with which a source stops for good: a restart alone meets the same event again. Each with its real cause and a way
 * out that was tried; docs/mysql.md has the table.
 */
public enum SourceFailure {
    PARTIAL_ROW_IMAGE(
            "internal schema size \\d+, but (?:before |after )?row size \\d+|different column size with internal schema",
            "a session wrote with binlog_row_image = MINIMAL or NOBLOB, or with a table definition that the source has"
                    + " not seen; the schema recovery that the message suggests does not help with the former",
            "./cdc offsets skip %1$s --yes    once the connector is stopped: it skips that one transaction; then ./cdc"
                    + " resume %1$s, and ./cdc verify --repair for the tables that it changed"),
    UNKNOWN_SCHEMA(
            "whose schema isn't known to this connector",
            "the schema history does not contain the table: it was added to table.include.list after the source's first"
                    + " start, or was renamed to a captured name; a restart hits the same event again",
            "./cdc recover %1$s    then ./cdc verify --repair for the table, to resend earlier rows"),
    OTHER_DEFINITION(
            "null used for required field: \"|Unexpected value for JDBC type -?\\d+ and column",
            "the source assumes a different column order from MySQL's, as after ALTER TABLE … FIRST on a table with a"
                    + " generated invisible primary key, which MySQL keeps in first place",
            "take the table out of the source's lists (table.exclude.list) and ./cdc apply it, so that the source skips"
                    + " its rows; put it back with ./cdc apply --recover, which reads the definition as MySQL shows it;"
                    + " then ./cdc verify --repair for the table"),
    NARROW_ROW(
            "Data row is smaller than a column index",
            "an incremental snapshot is reading a table with INVISIBLE columns, which SELECT * leaves out, or the"
                    + " schema history is out of step with the table",
            "./cdc offsets drop-snapshot %1$s --yes    once the connector is stopped: it abandons the incremental"
                    + " snapshot and keeps the place in the binlog; then ./cdc resume %1$s"),
    UNPARSEABLE_DDL(
            "ParsingException|DDL statement couldn't be parsed",
            "MySQL accepted a statement that the source's parser does not, on a table in any database of the server",
            "set \"schema.history.internal.skip.unparseable.ddl\": \"true\" and ./cdc apply it; if the statement was on"
                    + " a captured table, ./cdc recover %1$s, then ./cdc verify --repair for that table"),
    INVALID_DATE(
            "Error while deserializing binlog data|Invalid date '",
            "a row contains a date that does not exist, such as 2023-02-31, written with ALLOW_INVALID_DATES",
            "correct the row, and ./cdc offsets skip %1$s --yes once the connector is stopped; then ./cdc resume %1$s."
                    + " It stops once more, at the correction, which contains the previous row: skip that too. Sometimes"
                    + " Debezium has gone past such a change by itself, and any restart leaves it out: skip says so. In"
                    + " every case then ./cdc verify --repair for the table"),
    BINLOG_PURGED(
            "(?i)is no longer available on the server|have been already purged|could not find first log file|purged required"
                    + " binary logs",
            "the next binlog file has been purged: changes are lost to the source",
            "set \"snapshot.mode\": \"when_needed\" and ./cdc apply it: the source reads all tables again; deletions in"
                    + " the gap are then found by ./cdc verify --repair. Raise binlog_expire_logs_seconds"),
    HISTORY_LOST(
            "db history topic (?:is missing|or its content is fully or partially missing)",
            "the schema history topic was deleted, is empty, or has lost its beginning to retention",
            "./cdc recover %1$s    uses today's definitions: only if no table was altered since the source stopped"),
    SERVER_ID_CLASH(
            "same server_uuid/server_id as this slave",
            "another replica or source of this MySQL has the same database.server.id",
            "set \"database.server.id\" to a number that nothing else uses and ./cdc apply it"),
    EVENT_TOO_LARGE(
            "max_allowed_packet",
            "an event in the binlog is larger than max_allowed_packet allows MySQL to send",
            "SET GLOBAL max_allowed_packet = 1073741824;    then ./cdc restart %1$s --tasks failed"),
    RECORD_TOO_LARGE(
            "RecordTooLargeException",
            "a change is larger than the source's producer or its topic accepts",
            "raise \"producer.override.max.request.size\" of the connector and max.message.bytes of the topic, then"
                    + " ./cdc restart %1$s --tasks failed"),
    NO_BINLOG(
            "not configured to use a (?:ROW binlog_format|FULL binlog_row_image)",
            "the server's binlog_format or binlog_row_image is not what a source needs",
            "SET PERSIST binlog_format = 'ROW', PERSIST binlog_row_image = 'FULL';    then ./cdc restart %1$s --tasks"
                    + " failed, and ./cdc verify --repair: what was written in the meantime was not captured"),
    ACCESS_DENIED(
            "Access denied",
            "MySQL rejects the source's user: a wrong password, or a missing privilege",
            "./cdc validate    names the privilege; then ./cdc restart %1$s --tasks failed");

    private static final Pattern TRANSACTION =
            Pattern.compile("event at offset \\{[^}]*transaction_id=([0-9a-fA-F-]{36}(?::[a-z_]\\w*)?:\\d+)");

    private final Pattern message;
    private final String cause;
    private final String fix;

    SourceFailure(String message, String cause, String fix) {
        this.message = Pattern.compile(message);
        this.cause = cause;
        this.fix = fix;
    }

    /** The one that stopped this connector; none where it is a sink. */
    public static Optional<SourceFailure> behind(ConnectRest.ConnectorState state) {
        return state.type().equals("source") ? of(state.firstTrace()) : Optional.empty();
    }

    /** The one that a stack trace tells of. */
    static Optional<SourceFailure> of(@Nullable String trace) {
        return trace == null
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(failure -> failure.message.matcher(trace).find())
                        .findFirst();
    }

    public String cause() {
        return cause;
    }

    public String fix(String connector) {
        return fix.formatted(ShellWord.of(connector));
    }

    /**
     * Names the transaction where one is to be skipped and the trace tells it.
     *
     * @param trace of the failed task
     */
    public String fix(String connector, @Nullable String trace) {
        Matcher stands = TRANSACTION.matcher(trace == null ? "" : trace);
        String skip = "./cdc offsets skip " + ShellWord.of(connector);
        return stands.find() ? fix(connector).replace(skip, skip + " --gtid " + stands.group(1)) : fix(connector);
    }
}
