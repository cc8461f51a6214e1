package io.headrace.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A distributed Kafka Connect worker with the project's plugin path and exactly-once source support. */
public final class ConnectWorker extends ChildServer {
    static final String CLOCK = "-Duser.timezone=UTC";

    private static final String MODULE = "compose/local/servers/kafka";

    private final Map<String, String> settings;
    private final @Nullable String heap;

    /**
     * @param settings worker properties that replace the shipped ones
     * @param heap null for what the size of the stack gives
     */
    ConnectWorker(Site site, Map<String, String> settings, @Nullable String heap) {
        super(site, "connect", "Connect", PortPlan.Use.CONNECT, Duration.ofMillis(2500));
        this.settings = Map.copyOf(settings);
        this.heap = heap;
    }

    @Override
    List<Path> jars() {
        return site.checkout().classPath(MODULE);
    }

    @Override
    Launch prepare() {
        Path plugins = site.checkout().pluginPath();
        Path logging = site.checkout().configuration("kafka/log4j2.properties");
        Path configuration = folder().resolve("connect-distributed.properties");
        PropertiesFile.write(configuration, configuration(plugins));
        List<String> command = jvm().option(classArchive().option())
                .option("-Dlog4j2.configurationFile=" + logging)
                .run(jars(), "org.apache.kafka.connect.cli.ConnectDistributed", List.of(configuration.toString()));
        return new Launch(command, environment(), List.of(configuration, plugins));
    }

    /** On the clock of UTC: Debezium's snapshot reads DATETIME on it, and another would move times in hours it leaves out. */
    Jvm jvm() {
        return Jvm.of(heap == null ? site.size().connectHeap() : heap)
                .nursery(site.size().connectNursery())
                .option(CLOCK);
    }

    /** The shared properties with the addresses and the plugin path of this stack. */
    Properties configuration(Path plugins) {
        Properties properties =
                PropertiesFile.read(site.checkout().configuration("connect/connect-distributed.properties"));
        properties.setProperty("bootstrap.servers", site.bootstrapServers());
        properties.setProperty("listeners", site.http(PortPlan.Use.CONNECT));
        properties.setProperty("rest.advertised.host.name", "127.0.0.1");
        properties.setProperty("plugin.path", plugins.toString());
        properties.putAll(settings);
        return properties;
    }

    /** What the connector JSON refers to by {@code ${env:HEADRACE_…}}. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Jvm.ENVIRONMENT);
        environment.put("HEADRACE_MYSQL_HOST", site.mysqlHost());
        environment.put("HEADRACE_MYSQL_PORT", Integer.toString(site.mysqlPort()));
        environment.put(Logins.DEBEZIUM_USER, site.logins().debezium().user());
        environment.put(Logins.DEBEZIUM_PASSWORD, site.logins().debezium().password());
        environment.put("HEADRACE_KAFKA_BOOTSTRAP", site.bootstrapServers());
        environment.put("HEADRACE_ELASTICSEARCH_URL", site.elasticsearch().toString());
        environment.put(Logins.TOKEN_KEY, LocalStack.tokenKey());
        return environment;
    }

    @Override
    void ask() throws IOException, InterruptedException {
        Http.requireOk(site.http(PortPlan.Use.CONNECT) + "/health");
        Http.requireOk(site.http(PortPlan.Use.CONNECT) + "/connector-plugins");
    }
}
