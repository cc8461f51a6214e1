package io.headrace.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A node of Elasticsearch, or of OpenSearch where that was chosen, assembled from the jars on Maven Central. */
public final class Elasticsearch extends ChildServer {
    private static final String NAME = "headrace-server-elasticsearch";

    private final SearchEngine engine;
    private final List<String> more;

    /** @param more settings beside those that every node has */
    Elasticsearch(Site site, SearchEngine engine, List<String> more) {
        super(site, "elasticsearch", engine.title(), PortPlan.Use.ELASTICSEARCH, Duration.ofSeconds(4));
        this.engine = engine;
        this.more = List.copyOf(more);
    }

    @Override
    List<Path> jars() {
        return engine == SearchEngine.ELASTICSEARCH_8
                ? ElasticsearchHome.classPath(site.checkout().classPath(engine.module()))
                : List.of();
    }

    @Override
    Launch prepare() throws IOException, InterruptedException {
        Path settings = site.checkout().configuration("elasticsearch/elasticsearch.yml");
        SearchNode node = switch (engine) {
            case ELASTICSEARCH_8 -> elasticsearch8(settings);
            case ELASTICSEARCH_9 -> elasticsearch9(settings);
            case OPENSEARCH_3 -> openSearch3(settings);
        };
        Jvm jvm = Jvm.of(node.java(), site.size().elasticsearchHeap())
                .nursery(site.size().elasticsearchNursery())
                .option("-Dlog4j.shutdownHookEnabled=false")
                .option("-Dlog4j2.disable.jmx=true")
                .option("-Djava.io.tmpdir=" + Folder.create(folder().resolve("tmp")));
        node.options().forEach(jvm::option);
        List<String> arguments = new ArrayList<>(node.arguments());
        arguments.addAll(settings());
        arguments.addAll(more);
        List<Path> made = new ArrayList<>(node.made());
        made.add(settings);
        return new Launch(jvm.run(node.classPath(), node.main(), arguments), Jvm.ENVIRONMENT, made);
    }

    private SearchNode elasticsearch8(Path settings) throws IOException {
        Path mainJar = site.checkout().jar(engine.module(), NAME, "");
        Path rootModule = site.checkout().jar(engine.module(), NAME, "root-module");
        Path home = folder().resolve("home");
        if (!isAlive()) {
            new ElasticsearchHome(home, site.checkout().classPath(engine.module())).layOut(settings, rootModule);
        }
        List<Path> classPath = new ArrayList<>(jars());
        classPath.add(mainJar);
        return new SearchNode(
                Jvm.executable(),
                List.of(
                        classArchive().option(),
                        "-Dio.netty.noUnsafe=true",
                        "-Dio.netty.noKeySetOptimization=true",
                        "-Dio.netty.recycler.maxCapacityPerThread=0",
                        "-Dio.netty.allocator.numDirectArenas=0"),
                classPath,
                "io.headrace.stack.elasticsearch.ElasticsearchMain",
                List.of(home.toString()),
                List.of(mainJar, rootModule));
    }

    private SearchNode elasticsearch9(Path settings) throws IOException, InterruptedException {
        Elasticsearch9Node made = new Elasticsearch9Node(folder(), site.checkout(), tool());
        if (!isAlive()) {
            made.layOut(settings);
        }
        return made.node();
    }

    private SearchNode openSearch3(Path settings) throws IOException, InterruptedException {
        OpenSearch3Node made = new OpenSearch3Node(folder(), site.checkout(), tool());
        if (!isAlive()) {
            made.layOut(settings);
        }
        return made.node();
    }

    private List<String> settings() {
        return List.of(
                "path.data=" + folder().resolve("data"),
                "path.logs=" + folder().resolve("log"),
                "network.host=127.0.0.1",
                "http.port=" + port(),
                "transport.port=" + site.port(PortPlan.Use.ELASTICSEARCH_TRANSPORT),
                // With the serial collector the heap looks full long before it is: count what requests hold instead.
                "indices.breaker.total.use_real_memory=false");
    }

    @Override
    void ask() throws IOException, InterruptedException {
        Http.requireOk(site.http(PortPlan.Use.ELASTICSEARCH) + "/_cluster/health?wait_for_status=yellow&timeout=2s");
    }
}
