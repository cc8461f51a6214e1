package io.headrace.search;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The home folder of an Elasticsearch 9 node: its transport in a module, as it wants it, and GET / in another, whose
 * original is not published.
 */
final class Elasticsearch9Home {
    private static final Pattern TRANSPORT =
            Pattern.compile("(netty-|transport-netty4-|elasticsearch-ssl-config-).*\\.jar");
    private static final String DESCRIPTOR = "plugin-descriptor.properties";
    private static final Path ROOT_HANDLER = Path.of("../../compose/local/servers/elasticsearch/src/main/java")
            .resolve("io/headrace/stack/elasticsearch/root/RootHandler.java")
            .toAbsolutePath();

    private Elasticsearch9Home() {}

    static boolean isOfTransport(Path jar) {
        return TRANSPORT.matcher(jar.getFileName().toString()).matches();
    }

    static void layOut(Path home, List<Path> jars, Jdk jdk) throws Exception {
        Files.createDirectories(home.resolve("config"));
        Files.createDirectories(home.resolve("plugins"));
        layOutTransport(Files.createDirectories(home.resolve("modules/transport-netty4")), jars);
        layOutRoot(home, jars, jdk);
    }

    private static void layOutTransport(Path module, List<Path> jars) throws IOException {
        for (Path jar : jars.stream().filter(Elasticsearch9Home::isOfTransport).toList()) {
            Files.copy(jar, module.resolve(jar.getFileName()));
        }
        // Without its module's name it is loaded from a class path, and needs no module path of the distribution.
        Files.writeString(
                module.resolve(DESCRIPTOR),
                descriptor(jars)
                        .lines()
                        .filter(line -> !line.startsWith("modulename="))
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    private static void layOutRoot(Path home, List<Path> jars, Jdk jdk) throws Exception {
        Path module = Files.createDirectories(home.resolve("modules/headrace-root"));
        List<Path> sources = List.of(JarServer.source("RootModule.java"), ROOT_HANDLER);
        jdk.jar(jdk.compile(sources, jars, home.resolve("root-classes")), module.resolve("root.jar"));
        String versions = descriptor(jars)
                .lines()
                .filter(line -> line.matches("(version|elasticsearch\\.version|java\\.version)=.*"))
                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(module.resolve(DESCRIPTOR), """
                name=headrace-root
                description=Answers GET /
                classname=io.headrace.stack.elasticsearch.root.RootModule
                """ + versions);
    }

    private static String descriptor(List<Path> jars) throws IOException {
        Path transport = jars.stream()
                .filter(jar -> jar.getFileName().toString().startsWith("transport-netty4-"))
                .findFirst()
                .orElseThrow();
        try (FileSystem zip = FileSystems.newFileSystem(transport)) {
            return Files.readString(zip.getPath("META-INF/es-plugins/transport-netty4", DESCRIPTOR));
        }
    }
}
