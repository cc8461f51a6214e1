package io.headrace.console.doctor;

import io.headrace.console.server.ShellWord;

/** What happens to rows without a row event that a source can read, or with one that it reads wrongly: docs/mysql.md. */
enum SilentChange {
    STATEMENT(
            "changes in statement format",
            "the binlog contains statements instead of rows, because a session or the server did not have binlog_format"
                    + " = ROW: none of these changes was captured",
            "SET SESSION binlog_format = 'ROW'; in the job that wrote them, then "),
    PARTIAL_JSON(
            "partial JSON updates",
            "with binlog_row_value_options = PARTIAL_JSON the source silently skips these updates",
            "SET PERSIST binlog_row_value_options = ''; and in the sessions that set it, then "),
    XA_PREPARED(
            "XA transactions",
            "the source sends the rows of an XA transaction when it is prepared: if it is then rolled back they remain,"
                    + " and nothing removes them",
            "change whatever writes to captured tables to commit in one phase or without XA, then "),
    TRUNCATE("TRUNCATE", "it removes rows without a row event: their documents stay", ""),
    PARTITION(
            "DROP, TRUNCATE or EXCHANGE PARTITION",
            "it removes or replaces rows without a row event: the documents stay as they were",
            ""),
    TABLESPACE(
            "DISCARD or IMPORT TABLESPACE",
            "it replaces all rows of the table without a row event: the documents stay as they were",
            ""),
    DROP("DROP TABLE", "it removes rows without a row event: the documents stay", ""),
    SWAP(
            "RENAME TABLE",
            "neither the rows that came with another table nor those that left have a row event: the documents are"
                    + " still the previous ones",
            ""),
    MISREAD_TYPE(
            "CREATE or ALTER TABLE with FLOAT4, REAL, CHAR BYTE or CHAR UNICODE",
            "the source interprets the type name literally, not as MySQL does: FLOAT4 comes as null, REAL with half of"
                    + " its digits, CHAR … BYTE as text, CHAR … UNICODE with another charset",
            "./cdc recover with the source's name, which reads the definition as MySQL shows it, then "),
    COLUMNS(
            "ALTER TABLE with new or changed columns",
            "existing rows get no row event: the default of a new column, or a changed type, reaches their documents"
                    + " only when they are written again",
            "");

    private final String words;
    private final String cause;
    private final String first;

    SilentChange(String words, String cause, String first) {
        this.words = words;
        this.cause = cause;
        this.first = first;
    }

    /** Its name in a finding. */
    String words() {
        return words;
    }

    String cause() {
        return cause;
    }

    /** @param table one of those that it was seen on */
    String fix(String table) {
        return first + "./cdc verify --table " + ShellWord.of(table) + " --repair";
    }
}
