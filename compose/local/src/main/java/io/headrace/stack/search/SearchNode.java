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
     * @param folder of the server, where the home of the node goes
     * @param setup compiles our part of it, if there is one
     * @throws io.headrace.stack.failure.StackException if its module is not built, or there is no JDK that it runs on
     */
    static SearchNode of(SearchEngine engine, Path folder, Checkout checkout, SetupProgram setup) {
        List<Path> jars = checkout.classPath(engine.module());
        return switch (engine) {
            case ELASTICSEARCH_8 -> new Elasticsearch8Node(folder, checkout, jars);
            case ELASTICSEARCH_9 -> new Elasticsearch9Node(folder, checkout, jars, newer(engine), setup);
            case OPENSEARCH_3 -> new OpenSearch3Node(folder, checkout, jars, newer(engine), setup);
        };
    }

    /**
     * The jars to make a CDS archive of; none if nodes of the engine run on another JDK than this program.
     *
     * @throws io.headrace.stack.failure.StackException if its module is not built
     */
    static List<Path> archivedJars(SearchEngine engine, Checkout checkout) {
        return switch (engine) {
            case ELASTICSEARCH_8 -> Elasticsearch8Node.ofClassPath(checkout.classPath(engine.module()));
            case ELASTICSEARCH_9, OPENSEARCH_3 -> List.of();
        };
    }

    private static Jdk newer(SearchEngine engine) {
        return Jdk.require(SearchEngine.JDK, engine.title());
    }

    /**
     * Lays out its home anew. Must not be called while it runs.
     *
     * @param settings the file with the settings of all search servers
     */
    void layOut(Path settings) throws IOException, InterruptedException;

    /** How a node that has been laid out is launched. */
    SearchNodeCommand command();
}
