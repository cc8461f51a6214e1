package io.headrace.console.server;

import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** What a user needs to know when Kafka does not let the operations in. */
final class KafkaRefusal {

    private KafkaRefusal() {}

    /** Makes a client; one that can't be made for its settings is told as such. */
    static <T> T told(PipelineEndpoints target, Supplier<T> client) {
        try {
            return client.get();
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new Problem(
                    Problem.Kind.UNREACHABLE,
                    "Could not create a Kafka client for " + target.bootstrapServers() + ": " + firstLine(cause)
                            + ". Check --bootstrap and kafka.properties of the profile.",
                    e);
        }
    }

    static Problem of(PipelineEndpoints target, Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String where = "Kafka (--bootstrap) at " + target.bootstrapServers();
        if (cause instanceof SslAuthenticationException) {
            return new Problem(
                    Problem.Kind.UNREACHABLE,
                    where + " and this client could not agree on TLS: " + firstLine(cause)
                            + ". Check security.protocol and the ssl.* settings in kafka.properties of the profile.",
                    e);
        }
        if (cause instanceof AuthenticationException) {
            return new Problem(
                    Problem.Kind.REFUSED,
                    where + " rejects the credentials: " + firstLine(cause)
                            + ". Check sasl.jaas.config and sasl.mechanism in kafka.properties of the profile.",
                    e);
        }
        if (cause instanceof AuthorizationException) {
            return new Problem(
                    Problem.Kind.REFUSED, where + " accepts this user but does not allow this: " + firstLine(cause), e);
        }
        return new Problem(
                Problem.Kind.UNREACHABLE,
                "Kafka (--bootstrap) does not answer at " + target.bootstrapServers() + " ("
                        + cause.getClass().getSimpleName() + "). Is it running"
                        + (target.kafka().containsKey("security.protocol")
                                ? ""
                                : ", and does it use plain text, without TLS and SASL")
                        + "? ./cdc status shows each server.",
                e);
    }

    private static String firstLine(Throwable cause) {
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
