package io.headrace.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An OpenSearch 3 node. What is ours of it is compiled by the JDK that it runs on: an older one can't read its classes. */
final class OpenSearch3Node {
    private final Path folder;
    private final List<Path> jars;
    private final Path main;
    private final Jdk jdk;
    private final Tool tool;

    OpenSearch3Node(Path folder, Checkout checkout, Tool tool) {
        this.folder = folder;
        this.jars = checkout.classPath(SearchEngine.OPENSEARCH_3.module());
        this.main = checkout.source(SearchEngine.OPENSEARCH_3.module() + "/src/OpenSearchMain.java");
        this.jdk = Jdk.require(SearchEngine.JDK, SearchEngine.OPENSEARCH_3.title());
        this.tool = tool;
    }

    /** @param settings the file with what all nodes have */
    void layOut(Path settings) throws IOException, InterruptedException {
        Folder.delete(home());
        Folder.delete(classes());
        Files.copy(settings, Files.createDirectories(home().resolve("config")).resolve("opensearch.yml"));
        tool.run(
                "Compiling what starts OpenSearch 3",
                jdk.compiling(List.of(main), jars, classes()),
                Jvm.ENVIRONMENT,
                folder.resolve("compile.log"));
    }

    SearchNode node() {
        List<Path> classPath = new ArrayList<>(jars);
        classPath.add(classes());
        return new SearchNode(
                jdk.tool("java"),
                List.of(),
                classPath,
                "OpenSearchMain",
                // How the names of its plugins end.
                List.of("ModulePlugin", "path.home=" + home()),
                List.of(main));
    }

    private Path home() {
        return folder.resolve("home");
    }

    private Path classes() {
        return folder.resolve("classes");
    }
}
