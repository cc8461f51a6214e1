package io.headrace.stack.search;

import io.headrace.stack.file.Folders;
import io.headrace.stack.install.Checkout;
import io.headrace.stack.install.Jdk;
import io.headrace.stack.process.JvmCommand;
import io.headrace.stack.process.SetupProgram;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An Elasticsearch 9 node. It requires its transport in a module; GET / is in another, since the original is not published. Our part of it is
 * compiled by the JDK that it runs on, as an older one can't read its classes.
 */
final class Elasticsearch9Node implements SearchNode {
    private static final Pattern TRANSPORT =
            Pattern.compile("(netty-|transport-netty4-|elasticsearch-ssl-config-).*\\.jar");
    private static final String DESCRIPTOR = "plugin-descriptor.properties";

    private final Path folder;
    private final Path home;
    private final List<Path> jars;
    private final Path main;
    private final List<Path> root;
    private final Jdk jdk;
    private final SetupProgram setup;

    Elasticsearch9Node(Path folder, Checkout checkout, List<Path> jars, Jdk jdk, SetupProgram setup) {
        Path sources = checkout.source(SearchEngine.ELASTICSEARCH_9.module() + "/src");
        this.folder = folder;
        this.home = folder.resolve("home");
        this.jars = List.copyOf(jars);
        this.main = sources.resolve("Elasticsearch9Main.java");
        this.root = List.of(
                sources.resolve("RootModule.java"),
                checkout.source(SearchEngine.ELASTICSEARCH_8.module()
                        + "/src/main/java/io/headrace/stack/elasticsearch/root/RootHandler.java"));
        this.jdk = jdk;
        this.setup = setup;
    }

    @Override
    public void layOut(Path settings) throws IOException, InterruptedException {
        Folders.delete(home);
        Folders.delete(classes());
        Files.copy(settings, Files.createDirectories(home.resolve("config")).resolve("elasticsearch.yml"));
        Files.createDirectories(home.resolve("plugins"));
        layOutTransport(Files.createDirectories(home.resolve("modules/transport-netty4")));
        layOutRoot(Files.createDirectories(home.resolve("modules/headrace-root")));
        compile(List.of(main), classes());
    }

    @Override
    public SearchNodeCommand command() {
        List<Path> classPath =
                new ArrayList<>(jars.stream().filter(jar -> !isOfTransport(jar)).toList());
        classPath.add(classes());
        List<Path> made = new ArrayList<>(root);
        made.add(main);
        return new SearchNodeCommand(
                jdk.tool("java"),
                // It would look for this library beside the jars of the distribution.
                List.of("-Dorg.elasticsearch.nativeaccess.enableVectorLibrary=false"),
                classPath,
                "Elasticsearch9Main",
                List.of(
                        "path.home=" + home,
                        // It counts a document five times and by default answers 429, for good, to one that exceeds a
                        // tenth
                        // of the heap that way; the source sends rows of up to 20 MiB.
                        "indexing_pressure.memory.limit=30%"),
                made);
    }

    private static boolean isOfTransport(Path jar) {
        return TRANSPORT.matcher(jar.getFileName().toString()).matches();
    }

    private Path classes() {
        return folder.resolve("classes");
    }

    private void layOutTransport(Path module) throws IOException {
        for (Path jar : jars.stream().filter(Elasticsearch9Node::isOfTransport).toList()) {
            // It identifies modules by the real paths of their jars, so links won't do.
            Files.copy(jar, module.resolve(jar.getFileName()));
        }
        // Without the name of a module it is loaded from a class path, and needs no module path of the distribution.
        Files.writeString(
                module.resolve(DESCRIPTOR),
                descriptor()
                        .lines()
                        .filter(line -> !line.startsWith("modulename="))
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    private void layOutRoot(Path module) throws IOException, InterruptedException {
        Path compiled = folder.resolve("root-classes");
        compile(root, compiled);
        Path jar = module.resolve("root.jar");
        setup.run(
                "Packing GET / of Elasticsearch 9",
                List.of(jdk.tool("jar"), "--create", "--file", jar.toString(), "-C", compiled.toString(), "."),
                JvmCommand.ENVIRONMENT,
                folder.resolve("compile.log"));
        String versions = descriptor()
                .lines()
                .filter(line -> line.matches("(version|elasticsearch\\.version|java\\.version)=.*"))
                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(module.resolve(DESCRIPTOR), """
                name=headrace-root
                description=Answers GET /
                classname=io.headrace.stack.elasticsearch.root.RootModule
                """ + versions);
    }

    private void compile(List<Path> sources, Path classes) throws InterruptedException {
        setup.run(
                "Compiling what starts Elasticsearch 9",
                jdk.compiling(sources, jars, classes),
                JvmCommand.ENVIRONMENT,
                folder.resolve("compile.log"));
    }

    private String descriptor() throws IOException {
        Path transport = jars.stream()
                .filter(jar -> jar.getFileName().toString().startsWith("transport-netty4-"))
                .findFirst()
                .orElseThrow();
        try (FileSystem zip = FileSystems.newFileSystem(transport)) {
            return Files.readString(zip.getPath("META-INF/es-plugins/transport-netty4", DESCRIPTOR));
        }
    }
}
