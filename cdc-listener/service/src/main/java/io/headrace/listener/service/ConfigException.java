package io.headrace.listener.service;

/** The configuration is invalid. The message is for the person who wrote it. */
final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigException(String message) {
        super(message);
    }
}
