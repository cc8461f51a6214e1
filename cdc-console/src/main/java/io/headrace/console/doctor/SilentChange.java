package io.headrace.console.doctor;

import io.headrace.console.server.ShellWord;

/** What happens to rows without a row event that a source can read, or with one that it reads wrongly: docs/mysql.md. */
enum SilentChange {
    STATEMENT(
            "changes in statement format",
            "the binlog has statements in place of rows, since a session or the server was not set to binlog_format ="
                    + " ROW: none of these changes was captured",
            "SET SESSION binlog_format = 'ROW'; in the job that wrote them, then "),
    PARTIAL_JSON(
            "partial JSON updates",
            "with binlog_row_value_options = PARTIAL_JSON the source passes over these updates without a word",
            "SET PERSIST binlog_row_value_options = ''; and in the sessions that set it, then "),
    XA_PREPARED(
            "XA transactions",
            "the source sends the rows of an XA transaction when it is prepared: those of one that is rolled back stay, and"
                    + " nothing takes them back",
            "commit in one phase, or without XA, what writes to captured tables, then "),
    TRUNCATE("TRUNCATE", "it throws rows away without a row event: their documents stay", ""),
    PARTITION(
            "DROP, TRUNCATE or EXCHANGE PARTITION",
            "it throws rows away, or puts others in, without a row event: the documents stay as they were",
            ""),
    TABLESPACE(
            "DISCARD or IMPORT TABLESPACE",
            "it changes all rows of the table without a row event: the documents stay as they were",
            ""),
    DROP("DROP TABLE", "it throws rows away without a row event: the documents stay", ""),
    SWAP(
            "RENAME TABLE",
            "the rows that came with another table have no row event, as those that left have none: their documents are"
                    + " those of before",
            ""),
    MISREAD_TYPE(
            "CREATE or ALTER TABLE with FLOAT4, REAL, CHAR BYTE or CHAR UNICODE",
            "the source takes the type by the statement's own word, and not as MySQL does: FLOAT4 comes as null, REAL with half"
                    + " of its digits, CHAR … BYTE as text, CHAR … UNICODE with another charset",
            "./cdc recover with the name of the source, which reads the definition as MySQL shows it, then "),
    COLUMNS(
            "ALTER TABLE with new or changed columns",
            "no row event tells what became of rows that were there: a new column's default, or a changed type, is in"
                    + " their documents only when they are written again",
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
