package io.headrace.search.record;

import io.headrace.search.config.RecordFormat;
import io.headrace.search.document.Body;
import io.headrace.search.document.JsonBody;
import io.headrace.search.document.SkipReason;
import io.headrace.search.failure.RecordException;
import io.headrace.search.json.JsonFields;
import io.headrace.search.json.JsonScanner;
import io.headrace.search.json.JsonSlice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The byte path: one pass over the JSON text of a value finds op, before and after of a change event, checks that all of
 * it is well-formed, and keeps slices. Reused from record to record by the task thread.
 */
final class JsonValueReader {
    private static final int OP = 1;
    private static final int BEFORE = 1 << 1;
    private static final int AFTER = 1 << 2;
    private static final int SOURCE = 1 << 3;
    private static final int DDL = 1 << 4;
    private static final int STATUS = 1 << 5;
    private static final int EVENT_COUNT = 1 << 6;
    private static final int DATA_COLLECTIONS = 1 << 7;
    private static final int SCHEMA = 1 << 8;
    private static final int PAYLOAD = 1 << 9;
    private static final int ID = 1 << 10;
    private static final int MADE_AT = 1 << 11;
    private static final int OTHER = 1 << 12;
    private static final int TRANSACTION = STATUS | ID | EVENT_COUNT | DATA_COLLECTIONS | MADE_AT;

    private static final byte[] CONNECTOR = ascii("connector");
    private static final byte[] TIME = ascii("ts_ms");
    private static final char NO_LETTER = '?';

    private static final Name[][] NAMES_BY_LENGTH = byLength(
            new Name("op", OP),
            new Name("before", BEFORE),
            new Name("after", AFTER),
            new Name("source", SOURCE),
            new Name("ddl", DDL),
            new Name("status", STATUS),
            new Name("event_count", EVENT_COUNT),
            new Name("data_collections", DATA_COLLECTIONS),
            new Name("schema", SCHEMA),
            new Name("payload", PAYLOAD),
            new Name("id", ID),
            new Name("ts_ms", MADE_AT));

    private final RecordFormat format;
    private final int largest;
    private final boolean rowsAlone;
    private final JsonScanner scanner;

    private byte[] in = new byte[0];
    private int seen;
    private char op;
    private int beforeFrom;
    private int beforeTo;
    private int afterFrom;
    private int afterTo;
    private int sourceFrom;
    private int sourceTo;
    private boolean sourceIsDebeziums;
    private int statusFrom;
    private int statusTo;
    private int eventCountFrom;
    private int dataCollectionsFrom;
    private int schemaFrom;
    private int schemaTo;
    private int payloadFrom;
    private int payloadTo;

    /** @param rowsAlone whether nobody asks for what surrounds the row: its predecessor and its source */
    JsonValueReader(RecordFormat format, int largest, int deepest, boolean rowsAlone) {
        this.format = format;
        this.largest = largest;
        this.rowsAlone = rowsAlone;
        this.scanner = new JsonScanner(deepest);
    }

    Payload read(byte[] text) {
        return read(text, 0, text.length);
    }

    private Payload read(byte[] text, int start, int stop) {
        in = text;
        scanner.reset(text, start, stop);
        int from = scanner.skipBlank(start);
        if (from < stop && in[from] == 'n') {
            scanner.requireEnd(scanner.skipValue(from, 0));
            return new Payload.Nothing(SkipReason.NULL_VALUE);
        }
        if (from == stop || in[from] != '{') {
            throw new RecordException("The value has to be a JSON object to become a document, and starts otherwise."
                    + " Choose the converter for what the topic holds, or wrap the value with HoistField.");
        }
        int to = scanObject(from);
        scanner.requireEnd(to);
        return seen == (SCHEMA | PAYLOAD) && hasSchema() ? read(text, payloadFrom, payloadTo) : interpret(from, to);
    }

    /** JsonConverter's schema, which tells its type; a row may have columns of these names. */
    private boolean hasSchema() {
        return in[schemaFrom] == 'n'
                || (in[schemaFrom] == '{'
                        && JsonFields.slices(in, schemaFrom, schemaTo).containsKey("type"));
    }

    private Payload interpret(int from, int to) {
        if (format != RecordFormat.DOCUMENT) {
            if (has(OP) && (format == RecordFormat.DEBEZIUM || isChange())) {
                return new Payload.Envelope(
                        op,
                        rowsAlone ? null : body(BEFORE, beforeFrom, beforeTo),
                        body(AFTER, afterFrom, afterTo),
                        rowsAlone ? null : body(SOURCE, sourceFrom, sourceTo));
            }
            if (has(DDL) && sourceIsDebeziums) {
                return new Payload.Nothing(SkipReason.SCHEMA_CHANGE);
            }
            if (seen == TRANSACTION && marksTransaction()) {
                return new Payload.Nothing(SkipReason.TRANSACTION);
            }
            if (format == RecordFormat.DEBEZIUM) {
                throw new RecordException("record.format=debezium needs a change event with op, before and after, and"
                        + " the value has none. Set record.format=auto or document for flat values.");
            }
        }
        return new Payload.Document(new JsonBody(slice(from, to)));
    }

    /** A row may have columns of these names; what their values are tells it from a change event. */
    private boolean isChange() {
        boolean hasRow = (seen & (BEFORE | AFTER)) != 0;
        return sourceIsDebeziums
                && op != NO_LETTER
                && (hasRow || op == 'm')
                && isRowOrNull(BEFORE, beforeFrom)
                && isRowOrNull(AFTER, afterFrom);
    }

    private boolean isRowOrNull(int name, int from) {
        return !has(name) || in[from] == '{' || in[from] == 'n';
    }

    /** A row may have just the columns that the mark of a transaction has; their values tell. */
    private boolean marksTransaction() {
        String status = in[statusFrom] == '"' ? JsonFields.string(in, statusFrom + 1, statusTo - 1) : "";
        byte count = in[eventCountFrom];
        byte collections = in[dataCollectionsFrom];
        return (status.equals("BEGIN") || status.equals("END"))
                && (count == 'n' || (count >= '0' && count <= '9'))
                && (collections == 'n' || collections == '[');
    }

    private boolean has(int names) {
        return (seen & names) == names;
    }

    private @Nullable Body body(int name, int from, int to) {
        return has(name) && in[from] == '{' ? new JsonBody(slice(from, to)) : null;
    }

    private JsonSlice slice(int from, int to) {
        if (to - from > largest) {
            throw new RecordException("The document has " + (to - from) + " bytes and document.max.bytes allows "
                    + largest + ". Raise it (and http.max_content_length of the server), or leave fields out.");
        }
        if (!scanner.sawLineBreaks()) {
            return new JsonSlice(in, from, to - from);
        }
        // A line break outside of strings is blank to JSON and an end of line to the bulk format.
        byte[] line = Arrays.copyOfRange(in, from, to);
        for (int at = 0; at < line.length; at++) {
            if (line[at] == '\n' || line[at] == '\r') {
                line[at] = ' ';
            }
        }
        return JsonSlice.of(line);
    }

    /** Steps over the outermost object and notes the fields that matter. */
    private int scanObject(int brace) {
        seen = 0;
        sourceIsDebeziums = false;
        for (int at = scanner.first(brace, '}'); at != JsonScanner.NONE; at = scanner.next(at, '}')) {
            int afterName = scanner.skipName(at);
            int name = scanner.sawEscapes() ? decodedName(at + 1, afterName - 1) : name(in, at + 1, afterName - 1);
            int from = scanner.skipColon(afterName);
            at = name == SOURCE ? scanSource(from) : scanner.skipValue(from, 1);
            note(name, from, at);
        }
        return scanner.after();
    }

    private void note(int name, int from, int to) {
        seen |= name;
        switch (name) {
            case OP -> op = letter(from, to);
            case BEFORE -> {
                beforeFrom = from;
                beforeTo = to;
            }
            case AFTER -> {
                afterFrom = from;
                afterTo = to;
            }
            case SOURCE -> {
                sourceFrom = from;
                sourceTo = to;
            }
            case SCHEMA -> {
                schemaFrom = from;
                schemaTo = to;
            }
            case PAYLOAD -> {
                payloadFrom = from;
                payloadTo = to;
            }
            case STATUS -> {
                statusFrom = from;
                statusTo = to;
            }
            case EVENT_COUNT -> eventCountFrom = from;
            case DATA_COLLECTIONS -> dataCollectionsFrom = from;
            default -> {}
        }
    }

    private char letter(int from, int to) {
        if (to - from == 3 && in[from] == '"' && in[from + 1] > 0) {
            return (char) in[from + 1];
        }
        String text = in[from] == '"' ? JsonFields.string(in, from + 1, to - 1) : "";
        return text.length() == 1 ? text.charAt(0) : NO_LETTER;
    }

    /** Steps over the value of source, and sees whether it says what Debezium's always do. */
    private int scanSource(int from) {
        sourceIsDebeziums = false;
        if (scanner.at(from) != '{') {
            return scanner.skipValue(from, 1);
        }
        boolean hasConnector = false;
        boolean hasTime = false;
        for (int at = scanner.first(from, '}'); at != JsonScanner.NONE; at = scanner.next(at, '}')) {
            int afterName = scanner.skipName(at);
            int length = afterName - at - 2;
            if (length == CONNECTOR.length || scanner.sawEscapes()) {
                hasConnector |= isName(CONNECTOR, at + 1, afterName - 1);
            }
            if (length == TIME.length || scanner.sawEscapes()) {
                hasTime |= isName(TIME, at + 1, afterName - 1);
            }
            at = scanner.skipValue(scanner.skipColon(afterName), 2);
        }
        sourceIsDebeziums = hasConnector && hasTime;
        return scanner.after();
    }

    private boolean isName(byte[] wanted, int from, int to) {
        return scanner.sawEscapes()
                ? Arrays.equals(JsonFields.string(in, from, to).getBytes(StandardCharsets.UTF_8), wanted)
                : Arrays.equals(in, from, to, wanted, 0, wanted.length);
    }

    private int decodedName(int from, int to) {
        byte[] text = JsonFields.string(in, from, to).getBytes(StandardCharsets.UTF_8);
        return name(text, 0, text.length);
    }

    private static int name(byte[] text, int from, int to) {
        int length = to - from;
        if (length < NAMES_BY_LENGTH.length) {
            for (Name name : NAMES_BY_LENGTH[length]) {
                if (Arrays.equals(text, from, to, name.bytes, 0, length)) {
                    return name.bit;
                }
            }
        }
        return OTHER;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Name[][] byLength(Name... names) {
        Name[][] byLength = new Name[17][];
        for (int length = 0; length < byLength.length; length++) {
            int wanted = length;
            byLength[length] = Arrays.stream(names)
                    .filter(name -> name.bytes.length == wanted)
                    .toArray(Name[]::new);
        }
        return byLength;
    }

    private static final class Name {
        private final byte[] bytes;
        private final int bit;

        Name(String text, int bit) {
            this.bytes = ascii(text);
            this.bit = bit;
        }
    }
}
