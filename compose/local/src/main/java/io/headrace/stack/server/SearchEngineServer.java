package io.headrace.stack.server;

import io.headrace.stack.client.HttpProbe;
import io.headrace.stack.file.Folders;
import io.headrace.stack.port.ServerPort;
import io.headrace.stack.process.JvmCommand;
import io.headrace.stack.process.LaunchSpec;
import io.headrace.stack.search.SearchEngine;
import io.headrace.stack.search.SearchNode;
import io.headrace.stack.search.SearchNodeCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The search server: one node of the chosen search engine. */
final class SearchEngineServer extends ChildServer {
    private final SearchEngine engine;
    private final List<String> more;

    /** @param more settings beside those of every node */
    SearchEngineServer(ServerContext context, SearchEngine engine, List<String> more) {
        super(context, "elasticsearch", engine.title(), ServerPort.ELASTICSEARCH, Duration.ofSeconds(4));
        this.engine = engine;
        this.more = List.copyOf(more);
    }

    @Override
    List<Path> archivedJars() {
        return SearchNode.archivedJars(engine, context.checkout());
    }

    @Override
    LaunchSpec prepare() throws IOException, InterruptedException {
        Path settings = context.checkout().configuration("elasticsearch/elasticsearch.yml");
        SearchNode node = SearchNode.of(engine, folder(), context.checkout(), setupProgram());
        if (!isAlive()) {
            node.layOut(settings);
        }
        SearchNodeCommand command = node.command();
        JvmCommand jvm = JvmCommand.of(command.java(), context.size().elasticsearchHeap())
                .nursery(context.size().elasticsearchNursery())
                .option("-Dlog4j.shutdownHookEnabled=false")
                .option("-Dlog4j2.disable.jmx=true")
                .option("-Djava.io.tmpdir=" + Folders.create(folder().resolve("tmp")));
        List<Path> archived = archivedJars();
        if (!archived.isEmpty()) {
            jvm.option(cdsArchive(archived).option());
        }
        command.options().forEach(jvm::option);
        List<String> arguments = new ArrayList<>(command.arguments());
        arguments.addAll(settings());
        arguments.addAll(more);
        List<Path> made = new ArrayList<>(command.made());
        made.add(settings);
        return new LaunchSpec(jvm.run(command.classPath(), command.main(), arguments), JvmCommand.ENVIRONMENT, made);
    }

    private List<String> settings() {
        return List.of(
                "path.data=" + folder().resolve("data"),
                "path.logs=" + folder().resolve("log"),
                "network.host=127.0.0.1",
                "http.port=" + port(),
                "transport.port=" + context.port(ServerPort.ELASTICSEARCH_TRANSPORT),
                // With the serial collector the heap looks full long before it is: count what requests reserve instead.
                "indices.breaker.total.use_real_memory=false");
    }

    @Override
    void ask() throws IOException, InterruptedException {
        HttpProbe.requireOk(
                context.http(ServerPort.ELASTICSEARCH) + "/_cluster/health?wait_for_status=yellow&timeout=2s");
    }
}
