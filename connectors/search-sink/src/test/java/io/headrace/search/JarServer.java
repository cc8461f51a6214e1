package io.headrace.search;

import io.headrace.stack.install.Jdk;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a server is started from the jars that a module below compat-servers names. Its main class is compiled by the JDK
 * that the server runs on: that of the tests can't read the classes of the newer ones.
 */
final class JarServer {
    private static final Path MODULES = Path.of("compat-servers").toAbsolutePath();

    private static final Path OPENSEARCH =
            Path.of("../../compose/local/servers/opensearch-3/src").toAbsolutePath();

    private final Path folder;
    private final Jdk jdk;

    JarServer(Path folder, Jdk jdk) {
        this.folder = folder;
        this.jdk = jdk;
    }

    static List<Path> jars(String module) throws IOException {
        Path file = MODULES.resolve(module).resolve("target/class-path");
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    file + " is missing. Run: mvn verify -Pcompat -pl connectors/search-sink -am");
        }
        return Stream.of(Files.readString(file).trim().split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    private static Path source(String name) {
        Path here = MODULES.resolve("src").resolve(name);
        return Files.exists(here) ? here : OPENSEARCH.resolve(name);
    }

    /** @param arguments what comes before the settings that all of them share */
    RunningServer run(List<Path> classPath, String source, String... arguments) throws Exception {
        Path main = source(source);
        List<Path> all = new ArrayList<>(classPath);
        Path classes = folder.resolve("classes");
        Command.run(folder, jdk.compiling(List.of(main), classPath, classes));
        all.add(classes);
        int port = ChildServer.freePort();
        List<String> command = new ArrayList<>(List.of(
                jdk.tool("java"),
                "-Xmx1500m",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                "-cp",
                all.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                main.getFileName().toString().replace(".java", "")));
        command.addAll(List.of(arguments));
        command.addAll(settings(port));
        URI url = URI.create("http://127.0.0.1:" + port);
        return new ChildServer(folder, url, command, Map.of(), JarServer::isReady);
    }

    private List<String> settings(int port) {
        return List.of(
                "path.home=" + folder.resolve("home"),
                "path.data=" + folder.resolve("data"),
                "cluster.name=compat",
                "node.name=compat",
                "network.host=127.0.0.1",
                "http.port=" + port,
                "transport.port=0",
                "discovery.type=single-node",
                RunningServer.SMALL_REQUESTS,
                "cluster.routing.allocation.disk.threshold_enabled=false",
                // With the serial collector the heap looks full long before it is: count what requests hold instead.
                "indices.breaker.total.use_real_memory=false");
    }

    private static boolean isReady(URI url) {
        return !new SearchServerCalls(url)
                .get("/_cluster/health?wait_for_status=yellow&timeout=2s")
                .path("timed_out")
                .asBoolean(true);
    }
}
