package io.headrace.stack.search;

import io.headrace.stack.file.Folders;
import io.headrace.stack.install.Checkout;
import io.headrace.stack.install.Jdk;
import io.headrace.stack.process.JvmCommand;
import io.headrace.stack.process.SetupProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An OpenSearch 3 node. Our part of it is compiled by the JDK that it runs on, as an older one can't read its classes. */
final class OpenSearch3Node implements SearchNode {
    private final Path folder;
    private final List<Path> jars;
    private final Path main;
    private final Jdk jdk;
    private final SetupProgram setup;

    OpenSearch3Node(Path folder, Checkout checkout, List<Path> jars, Jdk jdk, SetupProgram setup) {
        this.folder = folder;
        this.jars = List.copyOf(jars);
        this.main = checkout.source(SearchEngine.OPENSEARCH_3.module() + "/src/OpenSearchMain.java");
        this.jdk = jdk;
        this.setup = setup;
    }

    @Override
    public void layOut(Path settings) throws IOException, InterruptedException {
        Folders.delete(home());
        Folders.delete(classes());
        Files.copy(settings, Files.createDirectories(home().resolve("config")).resolve("opensearch.yml"));
        setup.run(
                "Compiling what starts OpenSearch 3",
                jdk.compiling(List.of(main), jars, classes()),
                JvmCommand.ENVIRONMENT,
                folder.resolve("compile.log"));
    }

    @Override
    public SearchNodeCommand command() {
        List<Path> classPath = new ArrayList<>(jars);
        classPath.add(classes());
        return new SearchNodeCommand(
                jdk.tool("java"),
                List.of(),
                classPath,
                "OpenSearchMain",
                // The suffix of the class names of its plugins.
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
