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
                    "No Kafka client could be made for " + target.bootstrapServers() + ": " + firstLine(cause)
                            + ". Look at --bootstrap and at kafka.properties of the profile.",
                    e);
        }
    }

    static Problem of(PipelineEndpoints target, Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String where = "Kafka (--bootstrap) at " + target.bootstrapServers();
        if (cause instanceof SslAuthenticationException) {
            return new Problem(
                    Problem.Kind.UNREACHABLE,
                    where + " and this client did not agree on TLS: " + firstLine(cause)
                            + ". Look at security.protocol and the ssl.* settings in kafka.properties of the profile.",
                    e);
        }
        if (cause instanceof AuthenticationException) {
            return new Problem(
                    Problem.Kind.REFUSED,
                    where + " refuses the credentials: " + firstLine(cause)
                            + ". Look at sasl.jaas.config and sasl.mechanism in kafka.properties of the profile.",
                    e);
        }
        if (cause instanceof AuthorizationException) {
            return new Problem(
                    Problem.Kind.REFUSED, where + " lets this user in but not do this: " + firstLine(cause), e);
        }
        return new Problem(
                Problem.Kind.UNREACHABLE,
                "Kafka (--bootstrap) does not answer at " + target.bootstrapServers() + " ("
                        + cause.getClass().getSimpleName() + "). Is it running"
                        + (target.kafka().containsKey("security.protocol")
                                ? ""
                                : ", and does it speak plain text, without TLS and SASL")
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
