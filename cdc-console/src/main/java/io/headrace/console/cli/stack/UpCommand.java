package io.headrace.console.cli.stack;

import io.headrace.console.cli.option.Home;
import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.output.Output;
import io.headrace.console.cli.output.Table;
import io.headrace.console.cli.output.VerdictView;
import io.headrace.console.connector.ApplyConfigs;
import io.headrace.console.pipeline.AwaitSnapshot;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import io.headrace.stack.Endpoints;
import io.headrace.stack.LocalStack;
import io.headrace.stack.external.ExternalServers;
import io.headrace.stack.port.Ports;
import io.headrace.stack.search.SearchEngine;
import io.headrace.stack.server.Size;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "up",
        description = {
            "Starts MySQL, Kafka, Kafka Connect, Elasticsearch and the listener on this machine, applies"
                    + " connect-configs, waits until every row can be found by search, and verifies the index. Running"
                    + " it again changes nothing.",
            "With --mysql or --elasticsearch it uses your own server instead of a local one. It first checks that the"
                    + " server meets the connectors' requirements; if not, it says what is missing and starts nothing."
                    + " It only reads from your MySQL, as one replica with server id 184054: stacks that share a MySQL"
                    + " each need their own id (database.server.id in connect-configs/mysql-source.json). In your"
                    + " Elasticsearch it creates the index template orders, the index orders-v1 and its alias orders.",
            "With --es 9 or --es os3 the local search server is Elasticsearch 9 or OpenSearch 3 instead of"
                    + " Elasticsearch 8. They are downloaded on first use, and run on a JDK 21 or newer, which is"
                    + " looked up in HEADRACE_JDK21, JAVA_HOME_… and /usr/lib/jvm.",
            "The choice is remembered, without passwords: up without these options continues with the same servers, and"
                    + " other commands find them. A stack that has data can't switch to another server. down --purge"
                    + " forgets the addresses and the local data, and leaves the contents of your own servers alone."
        },
        footer = {
            "",
            "Examples: ./cdc up --small",
            "          ./cdc up --mysql jdbc:mysql://db.example.com:3306/inventory --mysql-user reader",
            "          ./cdc up --elasticsearch http://es.example.com:9200",
            "          ./cdc up --es os3"
        })
public final class UpCommand implements Callable<Integer> {

    private static final String TABLE = "inventory.orders";
    private static final String YOURS = "  (yours)";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Mixin
    Output output = new Output();

    @Mixin
    ExternalServersOptions external = new ExternalServersOptions();

    @Option(
            names = "--es",
            paramLabel = "8|9|os3",
            converter = Engine.class,
            completionCandidates = Engine.class,
            description = "The local search server: Elasticsearch 8 (default), Elasticsearch 9 or OpenSearch 3.")
    @Nullable
    SearchEngine engine;

    @Option(names = "--small", description = "Smaller heaps, for a machine with 4 GB.")
    boolean small;

    @Option(
            names = "--ports",
            paramLabel = "standard|auto",
            description =
                    "standard (default): 3306, 9092, 8083, 9200, 8091, or the next free port. auto: any free ports.")
    PortChoice ports = PortChoice.standard;

    static final class Engine implements ITypeConverter<SearchEngine>, Iterable<String> {
        @Override
        public SearchEngine convert(String word) {
            try {
                return SearchEngine.of(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }

        @Override
        public Iterator<String> iterator() {
            return Stream.of(SearchEngine.values()).map(SearchEngine::word).iterator();
        }
    }

    enum PortChoice {
        standard,
        auto
    }

    /** The result of up. */
    record Up(
            String table,
            long rows,
            String index,
            long documents,
            Verdict.Outcome verified,
            String connect,
            String bootstrapServers,
            String mysql,
            String elasticsearch,
            String listener,
            long millis) {}

    @Override
    public Integer call() {
        long start = System.nanoTime();
        LocalStack stack = newStack();
        AtomicInteger exitCode = new AtomicInteger();
        stack.start(
                () -> new ExternalServersCheck(stack.endpoints(), output).run(stack.isNew()),
                () -> exitCode.set(fill(stack, start)));
        return exitCode.get();
    }

    /** What remains to be done once the servers answer. */
    private int fill(LocalStack stack, long start) {
        Endpoints endpoints = stack.endpoints();
        PipelineEndpoints target = Servers.of(endpoints);
        output.progress("applying connect-configs");
        new ApplyConfigs(target, Home.folder().resolve("connect-configs"), PATIENCE).run();
        AwaitSnapshot.Searchable searchable = new AwaitSnapshot(target, TABLE, PATIENCE, output::progress).run();
        output.progress("verifying " + searchable.rows() + " rows");
        Verdict verdict = new Verify(target, Verify.Options.of(TABLE, LocalStack.tokenKey()), output::progress).run();
        Up up = new Up(
                TABLE,
                verdict.rows(),
                searchable.index(),
                verdict.documents(),
                verdict.outcome(),
                endpoints.connect().toString(),
                endpoints.bootstrapServers(),
                endpoints.jdbcUrl(),
                endpoints.elasticsearch().toString(),
                endpoints.listener().toString(),
                (System.nanoTime() - start) / 1_000_000);
        output.show("up", up, () -> print(up, verdict, endpoints, stack.searchEngine()));
        return VerdictView.exitCode(verdict, false);
    }

    private LocalStack newStack() {
        ExternalServers servers = external.servers();
        if (engine != null && servers.elasticsearch().isPresent()) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "--es selects the search server to start here, --elasticsearch one that is already running: give"
                            + " only one of them.");
        }
        return LocalStack.builder()
                .home(Home.folder())
                .state(Home.state())
                .ports(ports == PortChoice.auto ? Ports.free() : Ports.standard())
                .size(small ? Size.SMALL : Size.NORMAL)
                .owned(false)
                .external(servers)
                .searchEngine(engine)
                .progress(output::progress)
                .build();
    }

    private void print(Up up, Verdict verdict, Endpoints endpoints, SearchEngine search) {
        output.line("");
        output.line("Headrace is up, after " + Math.round(up.millis() / 100.0) / 10.0 + " s.");
        output.line("");
        new Table("  rows in " + up.table(), Long.toString(up.rows()))
                .row("  documents in " + up.index(), Long.toString(up.documents()))
                .row("  verified", VerdictView.sentence(verdict))
                .print(output);
        output.line("");
        String user = endpoints.logins().app().user();
        boolean isMysqlLocal = endpoints.external().mysql().isEmpty();
        boolean isElasticsearchLocal = endpoints.external().elasticsearch().isEmpty();
        new Table(
                        "  MySQL",
                        endpoints.mysqlHost() + ":" + endpoints.mysqlPort() + "  database inventory, user " + user
                                + (isMysqlLocal ? "" : YOURS))
                .row("  Kafka", endpoints.bootstrapServers())
                .row("  Kafka Connect", up.connect())
                .row(
                        "  " + (isElasticsearchLocal ? search.title() : "Elasticsearch"),
                        up.elasticsearch() + (isElasticsearchLocal ? "" : YOURS))
                .row("  Listener", up.listener())
                .print(output);
        output.line("");
        output.line("Try next:");
        if (isMysqlLocal) {
            output.line("  ./cdc demo");
        }
        NextSteps.commands(endpoints).forEach(command -> output.line("  " + command));
        output.line("  ./cdc verify");
        output.line("  ./cdc down");
    }
}
