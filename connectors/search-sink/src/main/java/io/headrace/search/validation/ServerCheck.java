package io.headrace.search.validation;

import io.headrace.search.client.HttpResponse;
import io.headrace.search.client.ServerProbe;
import io.headrace.search.client.ServerVersion;
import io.headrace.search.config.SinkSettings;
import io.headrace.search.config.TargetSettings;
import io.headrace.search.config.TargetSettings.ResourceType;
import io.headrace.search.failure.Refusal;
import io.headrace.search.index.IndexRefusedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.KafkaException;

/**
 * Asks the server, before a connector is created, whether it can work as it is configured. Answers per setting; never
 * throws. Its messages hold no credential.
 */
public final class ServerCheck {
    /** How a server without GET / answers it: the second where it has another call on that path. */
    private static final Set<Integer> NO_SUCH_CALL = Set.of(400, 405);

    private final SinkSettings settings;
    private final Map<String, String> errors = new LinkedHashMap<>();

    private ServerCheck(SinkSettings settings) {
        this.settings = settings;
    }

    /** What is wrong: setting to message. Blocks for as long as the server takes, up to the timeouts. */
    public static Map<String, String> errors(SinkSettings settings, Collection<String> topics) {
        ServerCheck check = new ServerCheck(settings);
        try {
            check.ask(topics);
        } catch (KafkaException e) {
            check.errors.put(
                    "connection.ssl.truststore.location",
                    "The key or trust store can't be used: " + e.getMessage()
                            + ". Correct the connection.ssl.* settings.");
        } catch (IOException e) {
            check.errors.put("connection.url", explain(e));
        } catch (RuntimeException e) {
            check.errors.put(
                    "connection.url",
                    "The server's answer could not be understood: "
                            + e.getClass().getSimpleName()
                            + ". Look whether the address is that of Elasticsearch or OpenSearch.");
        }
        return check.errors;
    }

    private void ask(Collection<String> topics) throws IOException {
        try (ServerProbe probe = ServerProbe.of(settings.connection())) {
            HttpResponse root = probe.root();
            boolean answers = root.header("x-elastic-product") != null && NO_SUCH_CALL.contains(root.status());
            if (answers || isPermitted(root, "connection.url", "GET /")) {
                checkVersion(root);
                checkTargets(probe, topics);
            }
        }
    }

    private boolean isPermitted(HttpResponse answer, String setting, String what) {
        if (answer.status() == 401) {
            String wrong = settings.connection().credentials().authorization() == null
                    ? "wants to know who asks, and no credentials are set"
                    : "does not accept the credentials";
            errors.put(
                    "connection.username",
                    "The server " + wrong + " (401). Set connection.username and"
                            + " connection.password, connection.api.key or connection.bearer.token.");
            return false;
        }
        if (answer.status() == 403) {
            errors.put(
                    "connection.username",
                    "The user may not do " + what + " (403). "
                            + answer.refusal().cutReason() + " Give it the cluster privilege monitor, and for"
                            + " its indices: read, write, view_index_metadata, and create_index with index.create=true.");
            return false;
        }
        if (answer.status() != 200 && answer.status() != 404) {
            Refusal refusal = answer.refusal();
            errors.put(
                    setting,
                    "The server answered " + what + " with status " + refusal.status() + " " + refusal.type()
                            + ". Look at its log.");
            return false;
        }
        return true;
    }

    private void checkVersion(HttpResponse root) throws IOException {
        ServerVersion version = ServerVersion.of(root);
        if (!version.isKnown()) {
            errors.put(
                    "connection.url",
                    "What answers there is not Elasticsearch or OpenSearch: GET / holds no version."
                            + " Correct the address or its path prefix.");
        } else if (version.isTooOld()) {
            errors.put(
                    "connection.url",
                    "The server is " + version
                            + ", and Elasticsearch 7.17 or OpenSearch 2 or newer is needed. Upgrade it.");
        }
    }

    /** Names that can be known before the first record. */
    private void checkTargets(ServerProbe probe, Collection<String> topics) throws IOException {
        TargetSettings target = settings.target();
        if (target.resourceType() == ResourceType.DATA_STREAM) {
            return;
        }
        for (String topic : topics) {
            String name = target.topicToIndex().get(topic);
            if (name == null && target.template().equals("${topic}")) {
                name = topic.toLowerCase(Locale.ROOT);
            }
            if (name != null) {
                checkTarget(probe, name, settings.identity().idOf(topic).isOfTheRow());
            }
        }
    }

    private void checkTarget(ServerProbe probe, String name, boolean ofRows) throws IOException {
        boolean alias = settings.target().resourceType() == ResourceType.ALIAS;
        String path = ServerProbe.pathOf(name, alias);
        HttpResponse answer = probe.target(path);
        if (!isPermitted(answer, "topic.to.index", "GET " + path)) {
            return;
        }
        int indices = ServerProbe.indicesIn(answer);
        if (indices > 1 && ofRows) {
            errors.put(
                    "topic.to.index",
                    String.valueOf(
                            IndexRefusedException.severalIndices(name, indices).getMessage()));
        } else if (indices == 0 && !settings.target().create()) {
            errors.put(
                    "topic.to.index",
                    (alias ? "No alias is named " : "Nothing is named ") + name
                            + (alias ? ". Create an index with that alias" : ", and index.create=false. Create it")
                            + ", or correct topic.to.index or index.");
        }
    }

    private static String explain(IOException failure) {
        String advice = "Correct the address, or start the server.";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                advice =
                        "TLS failed. If the certificate is not known, set connection.ssl.truststore.location; if its name"
                                + " differs, use the host name in it; if the server speaks no TLS, use http://.";
            } else if (cause instanceof UnknownHostException) {
                advice = "No such host is known. Correct connection.url.";
            } else if (cause instanceof ConnectException) {
                advice = "Nothing listens there. Start the server, or correct host and port.";
            } else if (cause instanceof SocketTimeoutException) {
                advice = "It took too long. Look for a firewall, or raise connection.timeout.ms or read.timeout.ms.";
            }
        }
        return failure.getMessage() + ". " + advice;
    }
}
