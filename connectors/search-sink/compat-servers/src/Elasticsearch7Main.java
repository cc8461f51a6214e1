import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.mapper.MapperExtrasPlugin;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.transport.Netty4Plugin;

/** Runs one Elasticsearch 7.17 node until the process is ended. Arguments: settings as {@code key=value}. */
final class Elasticsearch7Main extends Node {
    private Elasticsearch7Main(Environment environment) {
        super(environment, List.of(Netty4Plugin.class, MapperExtrasPlugin.class), true);
    }

    public static void main(String[] arguments) throws Exception {
        Settings.Builder settings = Settings.builder();
        Stream.of(arguments)
                .map(setting -> setting.split("=", 2))
                .forEach(pair -> settings.put(pair[0], pair[1]));
        LogConfigurator.configureWithoutConfig(settings.build());
        Environment environment =
                InternalSettingsPreparer.prepareEnvironment(settings.build(), Map.of(), null, () -> "compat");
        new Elasticsearch7Main(environment).start();
        Thread.currentThread().join();
    }
}
