package io.headrace.stack.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** compose/compose.yaml as Compose would read it with nothing in its environment. */
final class ComposeFile {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");

    private final Path folder;
    private final Map<String, Object> root;

    ComposeFile(Path checkout) throws IOException {
        this.folder = checkout.resolve("compose");
        this.root = map(new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(folder.resolve("compose.yaml"))));
    }

    Map<String, Object> services() {
        return map(root.get("services"));
    }

    Map<String, Object> service(String name) {
        return map(services().get(name));
    }

    String image(String service) {
        return service(service).get("image").toString();
    }

    Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        map(service(service).get("environment"))
                .forEach((name, value) -> environment.put(
                        name, REFERENCE.matcher(value.toString()).replaceAll("$1")));
        return environment;
    }

    List<String> entrypoint(String service) {
        return strings(service(service).get("entrypoint"));
    }

    List<String> ports(String service) {
        return strings(service(service).get("ports"));
    }

    /** The file or folder of the checkout that is mounted at a path of the container. */
    Path mounted(String service, String target) {
        return strings(service(service).get("volumes")).stream()
                .map(volume -> volume.split(":"))
                .filter(parts -> parts[1].equals(target))
                .map(parts -> folder.resolve(parts[0]).normalize())
                .findFirst()
                .orElseThrow(() -> new AssertionError(service + " mounts nothing at " + target));
    }

    Map<String, Object> dependencies(String service) {
        return map(service(service).getOrDefault("depends_on", Map.of()));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    private static List<String> strings(Object node) {
        return ((List<?>) node).stream().map(Object::toString).toList();
    }
}
