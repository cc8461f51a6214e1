package io.headrace.stack.search;

import io.headrace.stack.failure.StackException;
import io.headrace.stack.file.Folders;
import io.headrace.stack.install.Checkout;
import io.headrace.stack.process.JvmCommand;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An Elasticsearch 8 node. Its home has config/, and modules/ with a folder of links into the local Maven repository for each module. A jar of a
 * module must not be on the class path too.
 */
final class Elasticsearch8Node implements SearchNode {
    private static final String MODULE = SearchEngine.ELASTICSEARCH_8.module();
    private static final String JAR = "headrace-server-elasticsearch";
    private static final String NETTY = "transport-netty4";
    private static final Pattern NETTY_JARS =
            Pattern.compile("(netty-|transport-netty4-|elasticsearch-ssl-config-).*\\.jar");
    private static final String DESCRIPTOR = "plugin-descriptor.properties";

    private final Path home;
    private final Checkout checkout;
    private final List<Path> jars;

    Elasticsearch8Node(Path folder, Checkout checkout, List<Path> jars) {
        this.home = folder.resolve("home");
        this.checkout = checkout;
        this.jars = List.copyOf(jars);
    }

    /** Those that are in no module. */
    static List<Path> ofClassPath(List<Path> jars) {
        return jars.stream().filter(jar -> !isNetty(jar)).toList();
    }

    @Override
    public void layOut(Path settings) throws IOException {
        Folders.delete(home);
        Path config = Files.createDirectories(home.resolve("config"));
        Files.copy(settings, config.resolve("elasticsearch.yml"), StandardCopyOption.REPLACE_EXISTING);
        layOutNetty();
        layOutRoot(rootModule());
    }

    @Override
    public SearchNodeCommand command() {
        Path mainJar = checkout.jar(MODULE, JAR, "");
        List<Path> classPath = new ArrayList<>(ofClassPath(jars));
        classPath.add(mainJar);
        return new SearchNodeCommand(
                JvmCommand.executable(),
                List.of(
                        "-Dio.netty.noUnsafe=true",
                        "-Dio.netty.noKeySetOptimization=true",
                        "-Dio.netty.recycler.maxCapacityPerThread=0",
                        "-Dio.netty.allocator.numDirectArenas=0"),
                classPath,
                "io.headrace.stack.elasticsearch.ElasticsearchMain",
                List.of(home.toString()),
                List.of(mainJar, rootModule()));
    }

    private Path rootModule() {
        return checkout.jar(MODULE, JAR, "root-module");
    }

    private void layOutNetty() throws IOException {
        Path module = Files.createDirectories(home.resolve("modules").resolve(NETTY));
        for (Path jar : jars.stream().filter(Elasticsearch8Node::isNetty).toList()) {
            Files.createSymbolicLink(module.resolve(jar.getFileName()), jar);
        }
        // As a Java module it would need the module path of the distribution. Without the name of one, it is loaded
        // from the class path of its folder.
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
