package io.headrace.stack.search;

import io.headrace.stack.install.Checkout;
import io.headrace.stack.install.Jdk;
import io.headrace.stack.process.SetupProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A node of one search server, assembled from the jars on Maven Central. */
public sealed interface SearchNode permits Elasticsearch8Node, Elasticsearch9Node, OpenSearch3Node {
    /**
     * @param folder the server's, where its home goes
     * @param setup compiles what is ours of it, where it needs that
     * @throws io.headrace.stack.failure.StackException when the jars are not built, or there is no JDK that it runs on
     */
    static SearchNode of(SearchEngine engine, Path folder, Checkout checkout, SetupProgram setup) {
        List<Path> jars = checkout.classPath(engine.module());
        return switch (engine) {
            case ELASTICSEARCH_8 -> new Elasticsearch8Node(folder, checkout, jars);
            case ELASTICSEARCH_9 -> new Elasticsearch9Node(folder, checkout, jars, newer(engine), setup);
            case OPENSEARCH_3 -> new OpenSearch3Node(folder, checkout, jars, newer(engine), setup);
        };
    }

    private static Jdk newer(SearchEngine engine) {
        return Jdk.require(SearchEngine.JDK, engine.title());
    }

    /** The jars whose classes are worth archiving; none when it does not run on the Java that this program runs on. */
    List<Path> archivedJars();

    /**
     * Makes its home anew. Not to be called while it runs.
     *
     * @param settings the file with what all nodes have
     */
    void layOut(Path settings) throws IOException, InterruptedException;

    /** How the node that was laid out is started. */
    SearchNodeCommand command();
}
