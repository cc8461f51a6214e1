package io.headrace.transforms.json;

/** The text is no JSON that can be taken; the message says where, and quotes nothing. */
public final class MalformedJsonException extends Exception {

    MalformedJsonException(String message) {
        super(message);
    }
}
