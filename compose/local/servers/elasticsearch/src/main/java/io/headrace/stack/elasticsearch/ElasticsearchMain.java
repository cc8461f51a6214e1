package io.headrace.stack.elasticsearch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.node.NodeValidationException;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Runs one Elasticsearch node until the process is ended.
 *
 * <p>The jars on Maven Central hold the node, but not the start-up code of the distribution (its security policy, its keystore), so the node
 * is made here by its public constructor. Its home folder must hold {@code config/} and {@code modules/}, each module in a folder of its own
 * with a {@code plugin-descriptor.properties}.
 *
 * <p>Arguments: the home folder, then settings as {@code key=value} that override {@code config/elasticsearch.yml}.
 */
public final class ElasticsearchMain {

    private ElasticsearchMain() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        LogConfigurator.configureWithoutConfig(Settings.EMPTY);
        Node node = node(home, overrides(arguments));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "shutdown"));
        start(node);
        Thread.currentThread().join();
    }

    private static Map<String, String> overrides(String[] arguments) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("A setting must be given as key=value, found: " + arguments[i]);
            }
            settings.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        }
        return settings;
    }

    private static Node node(Path home, Map<String, String> overrides) throws IOException {
        Files.createDirectories(home.resolve("plugins"));
        Settings settings = Settings.builder().put("path.home", home.toString()).build();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
                settings, overrides, home.resolve("config"), () -> "headrace-local");
        PluginsLoader loader = PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(environment.modulesDir()),
                PluginsLoader.loadPluginsBundles(environment.pluginsDir()),
                Map.of(),
                false);
        return new Node(environment, loader);
    }

    private static void start(Node node) throws IOException, NodeValidationException {
        try {
            node.start();
        } catch (RuntimeException | NodeValidationException e) {
            node.close();
            throw e;
        }
    }

    private static void close(Node node) {
        try {
            node.prepareForClose();
            node.close();
        } catch (IOException e) {
            System.err.println("The node did not close cleanly: " + e);
        }
    }
}
