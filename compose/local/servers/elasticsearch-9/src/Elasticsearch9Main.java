import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Runs one Elasticsearch 9 node, with the modules in its home folder, until the process is ended. Arguments: settings as
 * {@code key=value}.
 */
final class Elasticsearch9Main {
    private Elasticsearch9Main() {}

    public static void main(String[] arguments) throws Exception {
        Settings.Builder settings = Settings.builder();
        Stream.of(arguments)
                .map(setting -> setting.split("=", 2))
                .forEach(pair -> settings.put(pair[0], pair[1]));
        LogConfigurator.configureWithoutConfig(settings.build());
        Path config = Path.of(settings.get("path.home"), "config");
        Environment environment =
                InternalSettingsPreparer.prepareEnvironment(settings.build(), Map.of(), config, () -> "compat");
        PluginsLoader loader = PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(environment.modulesDir(), false),
                PluginsLoader.loadPluginsBundles(environment.pluginsDir(), false),
                Map.of(),
                false);
        new Node(environment, loader).start();
        Thread.currentThread().join();
    }
}
