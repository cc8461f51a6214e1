package io.headrace.transforms.json;

/** The text is not JSON, or not JSON that can be read; the message says where, and quotes nothing. */
public final class MalformedJsonException extends Exception {

    MalformedJsonException(String message) {
        super(message);
    }
}
