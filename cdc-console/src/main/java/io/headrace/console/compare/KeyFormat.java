package io.headrace.console.compare;

/**
 * How a source writes the values of its keys as JSON.
 *
 * @param bytes {@code binary.handling.mode}
 * @param decimals {@code decimal.handling.mode}, and how its decimals look in JSON
 * @param unsigned how BIGINT UNSIGNED looks
 * @param times {@code time.precision.mode}
 * @param isStable whether the source's StableKey gives a row one key by snapshot and stream
 */
public record KeyFormat(KeyTable.Bytes bytes, Decimals decimals, Decimals unsigned, Times times, boolean isStable) {

    /** How a decimal looks: its digits, text, base64 of its bytes, a signed 64-bit number, or a double. */
    public enum Decimals {
        DIGITS,
        BASE64,
        SIGNED,
        DOUBLE
    }

    /** How dates and times look. */
    public enum Times {
        ADAPTIVE,
        CONNECT,
        ISOSTRING,
        MICROSECONDS,
        NANOSECONDS
    }
}
