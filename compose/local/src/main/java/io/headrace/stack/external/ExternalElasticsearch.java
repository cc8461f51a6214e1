package io.headrace.stack.external;

import io.headrace.stack.client.HttpProbe;
import io.headrace.stack.failure.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import javax.net.ssl.SSLException;

/** An Elasticsearch or OpenSearch that is not the stack's own, and that asks for no credentials. */
public record ExternalElasticsearch(URI address) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /**
     * Reads {@code http://host:9200}; a path prefix may follow.
     *
     * @throws IllegalArgumentException for any other form; the message quotes nothing of the address, which may contain a password
     */
    public static ExternalElasticsearch parse(String url) {
        try {
            URI uri = new URI(url.replaceFirst("/+$", ""));
            if (uri.getHost() != null
                    && SCHEMES.contains(uri.getScheme())
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return new ExternalElasticsearch(uri);
            }
        } catch (URISyntaxException withTheAddress) {
            // Falls through: the message of this exception quotes the address.
        }
        throw new IllegalArgumentException(
                "needed is an address of the form http://host:9200, without user and password: "
                        + "./cdc up uses a server that asks for none. " + withUser());
    }

    private static String withUser() {
        return "For one that does, name its user in .cdc/profiles/NAME.yaml (docs/cli.md shows how), add connection.username"
                + " and connection.password as references to a copy of connect-configs/elasticsearch-sink.json, and run:"
                + " ./cdc apply COPY --profile NAME";
    }

    /** Returns once the server has identified itself as one of the two. */
    void requireAnswer() {
        try {
            HttpProbe.Answer answer = HttpProbe.get(address + "/");
            if (answer.status() == 401 || answer.status() == 403) {
                throw StackException.unreachable(
                        "Elasticsearch at " + address + " answers " + answer.status()
                                + ": it asks for a user, and ./cdc up has none to give.\n" + withUser(),
                        null);
            }
            if (answer.status() != 200 || !answer.body().contains("\"cluster_name\"")) {
                throw StackException.unreachable(
                        "No Elasticsearch or OpenSearch answers at " + address + ": GET / was answered with status "
                                + answer.status() + " by something else.\n" + next(),
                        null);
            }
        } catch (SSLException e) {
            throw StackException.unreachable(
                    "Elasticsearch at " + address + " can't be trusted (" + e.getMessage()
                            + ").\nNeeded is a certificate that Java trusts, for ./cdc up gives the sink no other. "
                            + "For one of your own, do as for a server that asks for a user. " + withUser(),
                    e);
        } catch (IOException e) {
            throw StackException.unreachable(
                    "No Elasticsearch answers at " + address + " ("
                            + (e.getMessage() == null ? "connection refused" : e.getMessage()) + ").\n" + next(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("The look at Elasticsearch at " + address + " was interrupted.", e);
        }
    }

    private static String next() {
        return "Is it running, and reached from here under this address? Correct --elasticsearch or the server, and run the"
                + " same command again.";
    }
}
