import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.codelibs.opensearch.runner.node.OpenSearchRunnerNode;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.plugins.Plugin;

/**
 * Runs one OpenSearch node until the process is ended. Arguments: how the names of its plugins end, then settings as
 * {@code key=value}.
 */
final class OpenSearchMain {
    private OpenSearchMain() {}

    public static void main(String[] arguments) throws Exception {
        Settings.Builder settings = Settings.builder();
        Stream.of(arguments)
                .skip(1)
                .map(setting -> setting.split("=", 2))
                .forEach(pair -> settings.put(pair[0], pair[1]));
        LogConfigurator.configureWithoutConfig(settings.build());
        Environment environment =
                InternalSettingsPreparer.prepareEnvironment(settings.build(), Map.of(), null, () -> "compat");
        List<Class<? extends Plugin>> plugins = List.of(
                plugin("org.opensearch.transport.Netty4" + arguments[0]),
                plugin("org.opensearch.index.mapper.MapperExtras" + arguments[0]));
        new OpenSearchRunnerNode(environment, plugins).start();
        Thread.currentThread().join();
    }

    private static Class<? extends Plugin> plugin(String name) throws ClassNotFoundException {
        return Class.forName(name).asSubclass(Plugin.class);
    }
}
