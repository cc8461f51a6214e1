package io.headrace.search.document;

import io.headrace.search.config.RecordFormat;
import io.headrace.search.failure.RecordException;
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
    private static final int OTHER = 1 << 10;

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
            new Name("payload", PAYLOAD));

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
        if (from == stop || in[from] != '{') {
            throw new RecordException("The value has to be a JSON object to become a document, and starts otherwise."
                    + " Choose the converter for what the topic holds, or wrap the value with HoistField.");
        }
        int to = scanObject(from);
        scanner.requireEnd(to);
        if (seen == (SCHEMA | PAYLOAD)) {
            return payloadFrom < payloadTo && in[payloadFrom] == '{'
                    ? read(text, payloadFrom, payloadTo)
                    : new Payload.Nothing(SkipReason.NULL_VALUE);
        }
        return interpret(from, to);
    }

    private Payload interpret(int from, int to) {
        if (format != RecordFormat.DOCUMENT) {
            boolean hasRow = (seen & (BEFORE | AFTER)) != 0;
            if (has(OP) && (format == RecordFormat.DEBEZIUM || (has(SOURCE) && hasRow))) {
                return new Payload.Envelope(
                        op,
                        rowsAlone ? null : body(BEFORE, beforeFrom, beforeTo),
                        body(AFTER, afterFrom, afterTo),
                        rowsAlone ? null : body(SOURCE, sourceFrom, sourceTo));
            }
            if (has(SOURCE | DDL)) {
                return new Payload.Nothing(SkipReason.SCHEMA_CHANGE);
            }
            if (has(STATUS | EVENT_COUNT | DATA_COLLECTIONS)) {
                return new Payload.Nothing(SkipReason.TRANSACTION);
            }
            if (format == RecordFormat.DEBEZIUM) {
                throw new RecordException("record.format=debezium needs a change event with op, before and after, and"
                        + " the value has none. Set record.format=auto or document for flat values.");
            }
        }
        return new Payload.Document(new JsonBody(slice(from, to)));
    }

    private boolean has(int names) {
        return (seen & names) == names;
    }

    private @Nullable Body body(int name, int from, int to) {
        return has(name) && in[from] == '{' ? new JsonBody(slice(from, to)) : null;
    }

    private Json slice(int from, int to) {
        if (to - from > largest) {
            throw new RecordException("The document has " + (to - from) + " bytes and document.max.bytes allows "
                    + largest + ". Raise it (and http.max_content_length of the server), or leave fields out.");
        }
        if (!scanner.sawLineBreaks()) {
            return new Json(in, from, to - from);
        }
        // A line break outside of strings is blank to JSON and an end of line to the bulk format.
        byte[] line = Arrays.copyOfRange(in, from, to);
        for (int at = 0; at < line.length; at++) {
            if (line[at] == '\n' || line[at] == '\r') {
                line[at] = ' ';
            }
        }
        return Json.of(line);
    }

    /** Steps over the outermost object and notes the fields that matter. */
    private int scanObject(int brace) {
        seen = 0;
        int at = scanner.skipBlank(brace + 1);
        if (scanner.at(at) == '}') {
            return at + 1;
        }
        while (true) {
            int afterName = scanner.skipName(at);
            int name = name(at + 1, afterName - 1);
            int from = scanner.skipColon(afterName);
            int to = scanner.skipValue(from, 1);
            note(name, from, to);
            at = scanner.skipBlank(to);
            byte b = scanner.at(at);
            if (b == '}') {
                return at + 1;
            }
            if (b != ',') {
                throw JsonScanner.malformed(at, "no comma between two fields");
            }
            at = scanner.skipBlank(at + 1);
        }
    }

    private void note(int name, int from, int to) {
        seen |= name;
        switch (name) {
            case OP -> {
                op = to - from == 3 && in[from] == '"' ? (char) in[from + 1] : '?';
            }
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
            case PAYLOAD -> {
                payloadFrom = from;
                payloadTo = to;
            }
            default -> {}
        }
    }

    private int name(int from, int to) {
        int length = to - from;
        if (length < NAMES_BY_LENGTH.length) {
            for (Name name : NAMES_BY_LENGTH[length]) {
                if (Arrays.equals(in, from, to, name.bytes, 0, length)) {
                    return name.bit;
                }
            }
        }
        return OTHER;
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
            this.bytes = text.getBytes(StandardCharsets.US_ASCII);
            this.bit = bit;
        }
    }
}
