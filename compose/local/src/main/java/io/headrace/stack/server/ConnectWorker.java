package io.headrace.stack.server;

import io.headrace.stack.client.HttpProbe;
import io.headrace.stack.client.Logins;
import io.headrace.stack.client.TokenKey;
import io.headrace.stack.file.PropertiesFile;
import io.headrace.stack.port.ServerPort;
import io.headrace.stack.process.JvmCommand;
import io.headrace.stack.process.LaunchSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A distributed Kafka Connect worker with the project's plugin path and exactly-once source support. */
final class ConnectWorker extends ChildServer {
    static final String CLOCK = "-Duser.timezone=UTC";

    private static final String MODULE = "compose/local/servers/kafka";

    private final Map<String, String> settings;
    private final @Nullable String heap;

    /**
     * @param settings worker properties that replace the shipped ones
     * @param heap null for the one that belongs to the size of the stack
     */
    ConnectWorker(ServerContext context, Map<String, String> settings, @Nullable String heap) {
        super(context, "connect", "Connect", ServerPort.CONNECT, Duration.ofMillis(2500));
        this.settings = Map.copyOf(settings);
        this.heap = heap;
    }

    @Override
    List<Path> archivedJars() {
        return context.checkout().classPath(MODULE);
    }

    @Override
    LaunchSpec prepare() {
        List<Path> classPath = archivedJars();
        Path plugins = context.checkout().pluginPath();
        Path logging = context.checkout().configuration("kafka/log4j2.properties");
        Path configuration = folder().resolve("connect-distributed.properties");
        PropertiesFile.write(configuration, configuration(plugins));
        List<String> command = jvm().option(cdsArchive(classPath).option())
                .option("-Dlog4j2.configurationFile=" + logging)
                .run(classPath, "org.apache.kafka.connect.cli.ConnectDistributed", List.of(configuration.toString()));
        return new LaunchSpec(command, environment(), List.of(configuration, plugins));
    }

    /**
     * Runs in UTC: Debezium's snapshot reads DATETIME in the JVM's time zone, and one with daylight saving would shift the times in the hours
     * that it skips.
     */
    JvmCommand jvm() {
        return JvmCommand.of(heap == null ? context.size().connectHeap() : heap)
                .nursery(context.size().connectNursery())
                .option(CLOCK);
    }

    /** The shared properties with the addresses and the plugin path of this stack. */
    Properties configuration(Path plugins) {
        Properties properties =
                PropertiesFile.read(context.checkout().configuration("connect/connect-distributed.properties"));
        properties.setProperty("bootstrap.servers", context.bootstrapServers());
        properties.setProperty("listeners", context.http(ServerPort.CONNECT));
        properties.setProperty("rest.advertised.host.name", "127.0.0.1");
        properties.setProperty("plugin.path", plugins.toString());
        properties.putAll(settings);
        return properties;
    }

    /** What the connector JSON refers to as {@code ${env:HEADRACE_…}}. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(JvmCommand.ENVIRONMENT);
        environment.put("HEADRACE_MYSQL_HOST", context.mysqlHost());
        environment.put("HEADRACE_MYSQL_PORT", Integer.toString(context.mysqlPort()));
        environment.put(Logins.DEBEZIUM_USER, context.logins().debezium().user());
        environment.put(Logins.DEBEZIUM_PASSWORD, context.logins().debezium().password());
        environment.put("HEADRACE_KAFKA_BOOTSTRAP", context.bootstrapServers());
        environment.put("HEADRACE_ELASTICSEARCH_URL", context.elasticsearch().toString());
        environment.put(TokenKey.VARIABLE, TokenKey.value());
        return environment;
    }

    @Override
    void ask() throws IOException, InterruptedException {
        HttpProbe.requireOk(context.http(ServerPort.CONNECT) + "/health");
        HttpProbe.requireOk(context.http(ServerPort.CONNECT) + "/connector-plugins");
    }
}
