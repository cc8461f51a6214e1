package io.headrace.listener.service.reaction;

import java.time.Duration;
import java.util.Optional;

/**
 * How to send mails.
 *
 * @param login empty to send without logging in
 * @param from the sender's address
 * @param timeout for connecting, and for each reply
 */
public record MailSettings(String host, int port, Tls tls, Optional<Credentials> login, String from, Duration timeout) {

    /** How the connection is secured. */
    public enum Tls {
        NONE,
        /** By STARTTLS, which is required: nothing is sent in clear. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS
    }

    /** A login. */
    public record Credentials(String user, String password) {
        /** Leaves out the password. */
        @Override
        public String toString() {
            return user;
        }
    }

    public MailSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("needs the host of an SMTP server");
        }
        MailAddress.require(from);
    }

    @Override
    public String toString() {
        return "mail by " + host + ":" + port;
    }
}
