package io.headrace.search.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Texts that are JSON or nearly so: values of any kind, change events, marks of transactions and values with their schema,
 * with blanks, escapes and characters of every length, half of them damaged afterwards. The same for the same seed.
 */
final class RandomJson {
    private static final int DEEPEST = 4;

    private static final String[] NAMES = {
        "op",
        "before",
        "after",
        "source",
        "ddl",
        "schema",
        "payload",
        "id",
        "a",
        "b",
        "",
        "é",
        "ts_ms",
        "status",
        "\\u006fp",
        "so\\u0075rce",
        "after\\n",
        "x\\\\y",
        "event_count",
        "data_collections",
        "connector",
        "type"
    };
    private static final String[] NUMBERS = {
        "0",
        "7",
        "-1",
        "-0",
        "42",
        "1.50",
        "-0.0",
        "1e5",
        "2E+3",
        "1.25e-7",
        "9223372036854775808",
        "123456789012345678901234567890",
        "01",
        "1.",
        ".5",
        "-",
        "+1",
        "1e",
        "0x1",
        "NaN",
        "1e400"
    };
    private static final int SOUND_NUMBERS = 12;

    private static final String[] PIECES = {
        "a",
        "shop",
        " ",
        "é",
        "漢",
        "🚚",
        "\\n",
        "\\\"",
        "\\\\",
        "\\/",
        "\\u00e9",
        "\\uD83D\\uDE9A",
        "\\ud800",
        "\u007f",
        "a text of more than eight bytes",
        "12345678",
        "'",
        "{",
        "]",
        ",",
        ":"
    };
    private static final String[] BROKEN_PIECES = {"\\x", "\\u12g4", "\u0001", "\n", "\\u", "\\"};
    private static final String[] OPS = {
        "\"c\"", "\"u\"", "\"d\"", "\"r\"", "\"m\"", "\"\\u0063\"", "\"cc\"", "1", "null"
    };

    private static final byte[] DAMAGE =
            "{}[]\",:\\ \n\r\t0159.eE+-tfnu/a\0\u001f\u007f\u0080\u00c3\u00e9\u00ff\u00ef\u00f0"
                    .getBytes(StandardCharsets.ISO_8859_1);

    private final SplittableRandom random;
    private final StringBuilder text = new StringBuilder();

    RandomJson(long seed) {
        random = new SplittableRandom(seed);
    }

    byte[] next() {
        text.setLength(0);
        blank();
        switch (random.nextInt(8)) {
            case 0, 1 -> event();
            case 2 -> transaction();
            case 3 -> wrapped();
            case 4, 5 -> object(0);
            default -> value(0);
        }
        blank();
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return random.nextBoolean() ? bytes : damaged(bytes);
    }

    private String any(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private void blank() {
        if (random.nextInt(8) == 0) {
            text.append(any(" ", "\n", "\t", "\r\n", "  "));
        }
    }

    private void value(int depth) {
        switch (random.nextInt(depth < DEEPEST ? 8 : 6)) {
            case 0, 1 -> string();
            case 2, 3 -> text.append(random.nextInt(40) == 0 ? any(NUMBERS) : NUMBERS[random.nextInt(SOUND_NUMBERS)]);
            case 4 -> text.append(any("true", "false", "null"));
            case 5 -> text.append(random.nextInt(40) == 0 ? any("tru", "nulll", "False", "") : "null");
            case 6 -> object(depth);
            default -> array(depth);
        }
    }

    private void string() {
        text.append('"');
        for (int piece = random.nextInt(4); piece > 0; piece--) {
            text.append(any(random.nextInt(100) == 0 ? BROKEN_PIECES : PIECES));
        }
        text.append('"');
    }

    private void object(int depth) {
        text.append('{');
        for (int field = random.nextInt(5); field > 0; field--) {
            field(any(NAMES), () -> value(depth + 1));
        }
        close('}');
    }

    private void array(int depth) {
        text.append('[');
        for (int element = random.nextInt(4); element > 0; element--) {
            blank();
            value(depth + 1);
            blank();
            text.append(',');
        }
        close(']');
    }

    private void field(String name, Runnable value) {
        blank();
        text.append('"').append(name).append('"');
        blank();
        text.append(':');
        blank();
        value.run();
        blank();
        text.append(',');
    }

    /** Ends what has a comma behind each member, and once in a while leaves the last. */
    private void close(char bracket) {
        int last = text.length() - 1;
        if (text.charAt(last) == ',' && random.nextInt(200) > 0) {
            text.setLength(last);
        }
        text.append(bracket);
    }

    private void event() {
        text.append('{');
        row("before");
        row("after");
        field("source", () -> {
            text.append('{');
            field(any("connector", "connector", "connector", "c\\u006fnnector", "name"), this::string);
            field(any("ts_ms", "ts_ms", "ts_ms", "ts"), () -> text.append("1700000000000"));
            close('}');
        });
        if (random.nextInt(10) > 0) {
            field(any("op", "op", "op", "o\\u0070"), () -> text.append(any(OPS)));
        }
        if (random.nextInt(6) == 0) {
            field(any(NAMES), () -> value(2));
        }
        close('}');
    }

    private void row(String name) {
        int kind = random.nextInt(8);
        if (kind > 1) {
            field(name, () -> object(1));
        } else if (kind == 1) {
            field(name, () -> value(2));
        }
    }

    private void transaction() {
        text.append('{');
        field("status", () -> text.append(any("\"BEGIN\"", "\"END\"", "\"\\u0045ND\"", "\"open\"", "null")));
        field("id", this::string);
        field("event_count", () -> text.append(any("null", "3", "\"3\"", "-3")));
        field("data_collections", () -> text.append(any("null", "[]", "[{}]", "{}")));
        field("ts_ms", () -> text.append("1700000000000"));
        close('}');
    }

    private void wrapped() {
        text.append('{');
        field("schema", () -> text.append(any("null", "{\"type\":\"struct\"}", "{\"kind\":1}", "7")));
        field("payload", () -> {
            if (random.nextBoolean()) {
                event();
            } else {
                value(1);
            }
        });
        close('}');
    }

    private byte[] damaged(byte[] sound) {
        byte[] bytes = sound;
        for (int times = 1 + random.nextInt(2); times > 0 && bytes.length > 0; times--) {
            int at = random.nextInt(bytes.length);
            byte other = DAMAGE[random.nextInt(DAMAGE.length)];
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = other;
                case 1 -> bytes = joined(Arrays.copyOf(bytes, at), new byte[] {other}, bytes, at);
                case 2 -> bytes = joined(Arrays.copyOf(bytes, at), new byte[0], bytes, at + 1);
                default ->
                    bytes = random.nextBoolean()
                            ? Arrays.copyOf(bytes, at)
                            : joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at / 2, at), bytes, at);
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] start, byte[] middle, byte[] rest, int from) {
        byte[] whole = Arrays.copyOf(start, start.length + middle.length + rest.length - from);
        System.arraycopy(middle, 0, whole, start.length, middle.length);
        System.arraycopy(rest, from, whole, start.length + middle.length, rest.length - from);
        return whole;
    }
}
