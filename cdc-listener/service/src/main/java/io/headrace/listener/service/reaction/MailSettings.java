package io.headrace.listener.service.reaction;

import java.time.Duration;
import java.util.Optional;

/**
 * How mails are sent.
 *
 * @param login empty to send without
 * @param from the sender's address
 * @param timeout of connecting, and of each answer
 */
public record MailSettings(String host, int port, Tls tls, Optional<Credentials> login, String from, Duration timeout) {

    /** How the connection is secured. */
    public enum Tls {
        NONE,
        /** By STARTTLS; without it nothing is sent. */
        STARTTLS,
        /** From the first byte. */
        TLS
    }

    /** Who one is for a server. */
    public record Credentials(String user, String password) {
        /** Does not show the password. */
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
