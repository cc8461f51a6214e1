package io.headrace.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An Elasticsearch node, assembled from the jars on Maven Central. */
public final class Elasticsearch extends ChildServer {
    private static final String MODULE = "compose/local/servers/elasticsearch";
    private static final String NAME = "headrace-server-elasticsearch";

    Elasticsearch(Site site) {
        super(site, "elasticsearch", "Elasticsearch", PortPlan.Use.ELASTICSEARCH, Duration.ofSeconds(4));
    }

    @Override
    List<Path> jars() {
        return ElasticsearchHome.classPath(site.checkout().classPath(MODULE));
    }

    @Override
    Launch prepare() throws IOException {
        Path mainJar = site.checkout().jar(MODULE, NAME, "");
        Path rootModule = site.checkout().jar(MODULE, NAME, "root-module");
        Path settings = site.checkout().configuration("elasticsearch/elasticsearch.yml");
        ElasticsearchHome layout =
                new ElasticsearchHome(folder().resolve("home"), site.checkout().classPath(MODULE));
        Path home = isAlive() ? folder().resolve("home") : layout.layOut(settings, rootModule);
        List<Path> classPath = new ArrayList<>(jars());
        classPath.add(mainJar);
        List<String> command = Jvm.of(site.size().elasticsearchHeap())
                .nursery(site.size().elasticsearchNursery())
                .option(classArchive().option())
                .option("-Dio.netty.noUnsafe=true")
                .option("-Dio.netty.noKeySetOptimization=true")
                .option("-Dio.netty.recycler.maxCapacityPerThread=0")
                .option("-Dio.netty.allocator.numDirectArenas=0")
                .option("-Dlog4j.shutdownHookEnabled=false")
                .option("-Dlog4j2.disable.jmx=true")
                .option("-Djava.io.tmpdir=" + Folder.create(folder().resolve("tmp")))
                .run(classPath, "io.headrace.stack.elasticsearch.ElasticsearchMain", settings(home));
        return new Launch(command, Jvm.ENVIRONMENT, List.of(mainJar, rootModule, settings));
    }

    private List<String> settings(Path home) {
        return List.of(
                home.toString(),
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
