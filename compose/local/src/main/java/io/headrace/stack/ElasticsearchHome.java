package io.headrace.stack;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The folder that an Elasticsearch node is at home in, laid out with links to the jars in the local Maven repository: config/, and modules/
 * with each module in a folder of its own. What is in a module must not be on the class path too.
 */
final class ElasticsearchHome {
    private static final String NETTY = "transport-netty4";
    private static final Pattern NETTY_JARS =
            Pattern.compile("(netty-|transport-netty4-|elasticsearch-ssl-config-).*\\.jar");
    private static final String DESCRIPTOR = "plugin-descriptor.properties";

    private final Path home;
    private final List<Path> jars;

    ElasticsearchHome(Path home, List<Path> jars) {
        this.home = home;
        this.jars = jars;
    }

    /** What is not in a module. */
    static List<Path> classPath(List<Path> jars) {
        return jars.stream().filter(jar -> !isNetty(jar)).toList();
    }

    Path layOut(Path settings, Path rootModule) throws IOException {
        Folder.delete(home);
        Path config = Files.createDirectories(home.resolve("config"));
        Files.copy(settings, config.resolve("elasticsearch.yml"), StandardCopyOption.REPLACE_EXISTING);
        layOutNetty();
        layOutRoot(rootModule);
        return home;
    }

    private void layOutNetty() throws IOException {
        Path module = Files.createDirectories(home.resolve("modules").resolve(NETTY));
        for (Path jar : jars.stream().filter(ElasticsearchHome::isNetty).toList()) {
            Files.createSymbolicLink(module.resolve(jar.getFileName()), jar);
        }
        // As a Java module it would need the module path of the distribution; it is loaded from the class path of its
        // folder instead.
        String descriptor = descriptorOf(jar(NETTY))
                .lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("modulename="))
                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(module.resolve(DESCRIPTOR), descriptor);
    }

    private void layOutRoot(Path rootModule) throws IOException {
        Path module = Files.createDirectories(home.resolve("modules/headrace-root"));
        Files.createSymbolicLink(module.resolve(rootModule.getFileName()), rootModule);
        Files.writeString(module.resolve(DESCRIPTOR), """
                name=headrace-root
                description=Answers GET /
                classname=io.headrace.stack.elasticsearch.root.RootModule
                version=%1$s
                elasticsearch.version=%1$s
                java.version=17
                """.formatted(version()));
    }

    private String version() {
        String name = jar(NETTY).getFileName().toString();
        return name.substring(NETTY.length() + 1, name.length() - ".jar".length());
    }

    private Path jar(String prefix) {
        return jars.stream()
                .filter(jar -> jar.getFileName().toString().startsWith(prefix + "-"))
                .findFirst()
                .orElseThrow(() -> new StackException("The class path of Elasticsearch lacks " + prefix
                        + ". Run: mvn -q -Dquick -DskipTests package"));
    }

    private static boolean isNetty(Path jar) {
        return NETTY_JARS.matcher(jar.getFileName().toString()).matches();
    }

    private static String descriptorOf(Path jar) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            return Files.readString(zip.getPath("META-INF/es-plugins", NETTY, DESCRIPTOR));
        }
    }
}
