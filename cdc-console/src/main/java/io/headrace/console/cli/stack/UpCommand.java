package io.headrace.console.cli.stack;

import io.headrace.console.cli.option.Home;
import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.output.Output;
import io.headrace.console.cli.output.Table;
import io.headrace.console.cli.output.TablesVerdictView;
import io.headrace.console.cli.output.VerdictView;
import io.headrace.console.connector.ApplyConfigs;
import io.headrace.console.init.Init;
import io.headrace.console.init.TableReport;
import io.headrace.console.pipeline.AwaitSnapshot;
import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.ShippedConfigs;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.tables.SourcePrivileges;
import io.headrace.console.verify.TablesVerdict;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import io.headrace.console.verify.VerifyTables;
import io.headrace.stack.Endpoints;
import io.headrace.stack.LocalStack;
import io.headrace.stack.client.Login;
import io.headrace.stack.external.ExternalMysql;
import io.headrace.stack.external.ExternalServers;
import io.headrace.stack.port.Ports;
import io.headrace.stack.search.SearchEngine;
import io.headrace.stack.server.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
            "With --tables it indexes tables of any database, each in an index of its own. To take more in later: add.",
            "The choice is remembered, without passwords: up without these options continues with the same servers, and"
                    + " other commands find them. A stack that has data can't switch to another server. down --purge"
                    + " forgets the addresses and the local data, and leaves the contents of your own servers alone."
        },
        footer = {
            "",
            "Examples: ./cdc up --small",
            "          ./cdc up --mysql jdbc:mysql://db.example.com:3306/inventory --mysql-user reader",
            "          ./cdc up --mysql jdbc:mysql://db.example.com:3306/shop --tables 'shop.*'",
            "          ./cdc up --elasticsearch http://es.example.com:9200",
            "          ./cdc up --es os3"
        })
public final class UpCommand implements Callable<Integer> {

    private static final String YOURS = "  (yours)";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Of the documents of several tables, of which one may have rows that no index takes. */
    private static final Duration STANDSTILL = Duration.ofSeconds(20);

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

    @Option(
            names = "--tables",
            paramLabel = "DB.TABLE",
            split = ",",
            description =
                    "Runs init for these tables, and applies what it wrote in place of connect-configs; * stands for"
                            + " any characters, ? for one.")
    List<String> tables = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "With --tables, the folder for the files (default pipeline).")
    Path out = Path.of("pipeline");

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

    /**
     * The result of up.
     *
     * @param table the one that is indexed; null if there are several
     * @param rows of all tables
     * @param index the one that is written; null if there are several
     * @param documents of all indices
     * @param verified whether all of them are equal
     */
    record Up(
            @Nullable String table,
            long rows,
            @Nullable String index,
            long documents,
            Verdict.Outcome verified,
            TablesVerdict tables,
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
                () -> {
                    if (stack.endpoints().external().mysql().isPresent()) {
                        writeFiles(stack.endpoints());
                    }
                    new ExternalServersCheck(stack.endpoints(), folder(), output).run(stack.isNew());
                },
                () -> {
                    if (stack.endpoints().external().mysql().isEmpty()) {
                        writeFiles(stack.endpoints());
                    }
                    exitCode.set(fill(stack, start));
                });
        return exitCode.get();
    }

    private Path folder() {
        return tables.isEmpty() ? Home.folder().resolve("connect-configs") : out;
    }

    private void writeFiles(Endpoints endpoints) {
        if (tables.isEmpty()) {
            return;
        }
        PipelineEndpoints target = Servers.of(endpoints);
        Init.Result result = new Init(target, Home.folder().resolve("connect-configs"))
                .run(new Init.Request(tables, List.of(), "", List.of(), false), out, false);
        output.progress("wrote " + out + " for " + result.tables().size() + " tables");
        List<String> indexed = new ArrayList<>();
        for (TableReport table : result.tables()) {
            table.notes().forEach(note -> output.progress(table.table() + ": " + note));
            if (!table.index().isEmpty()) {
                indexed.add(table.table());
            }
        }
        Login source = endpoints.logins().debezium();
        SourcePrivileges.require(target.withMysqlUser(source.user(), source.password()), indexed);
    }

    /** What remains to be done once the servers answer. */
    private int fill(LocalStack stack, long start) {
        Endpoints endpoints = stack.endpoints();
        PipelineEndpoints target = Servers.of(endpoints);
        output.progress("applying " + (tables.isEmpty() ? "connect-configs" : out));
        new ApplyConfigs(target, folder(), PATIENCE).run();
        CarriedTables carried = CarriedTables.of(target, new ShippedConfigs(folder()).asConnectors(), List.of());
        List<String> indexed = List.copyOf(carried.indexed().keySet());
        AwaitSnapshot snapshot = new AwaitSnapshot(target, indexed, PATIENCE, output::progress);
        if (indexed.size() == 1) {
            snapshot.run();
        } else {
            snapshot.isFilled(STANDSTILL);
        }
        output.progress("verifying " + (indexed.size() == 1 ? indexed.get(0) : indexed.size() + " tables"));
        TablesVerdict verdict = new VerifyTables(
                        target, Verify.Options.of(indexed.get(0), LocalStack.tokenKey()), output::progress)
                .run(carried);
        if (!tables.isEmpty()) {
            stack.listener().start();
        }
        List<Verdict> each = verdict.tables();
        boolean isOne = each.size() == 1;
        Up up = new Up(
                isOne ? each.get(0).table() : null,
                each.stream().mapToLong(Verdict::rows).sum(),
                isOne ? each.get(0).index() : null,
                each.stream().mapToLong(Verdict::documents).sum(),
                verdict.outcome(),
                verdict,
                endpoints.connect().toString(),
                endpoints.bootstrapServers(),
                endpoints.jdbcUrl(),
                endpoints.elasticsearch().toString(),
                endpoints.listener().toString(),
                (System.nanoTime() - start) / 1_000_000);
        Route first = carried.indexed().values().iterator().next().get(0);
        output.show("up", up, () -> print(up, first, endpoints, stack.searchEngine()));
        return TablesVerdictView.exitCode(verdict, false);
    }

    private LocalStack newStack() {
        ExternalServers servers = external.servers();
        requireTables(servers);
        if (engine != null && servers.elasticsearch().isPresent()) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "--es selects the search server to start here, --elasticsearch one that is already running: give"
                            + " only one of them.");
        }
        LocalStack.Builder builder = LocalStack.builder()
                .home(Home.folder())
                .state(Home.state())
                .ports(ports == PortChoice.auto ? Ports.free() : Ports.standard())
                .size(small ? Size.SMALL : Size.NORMAL)
                .owned(false)
                .external(servers)
                .searchEngine(engine)
                .progress(output::progress);
        if (!tables.isEmpty()) {
            // its rules are among the files that are yet to be written; it starts last, so as not to slow down the rows
            builder.listener(false)
                    .listenerConfiguration(out.resolve("listener.yaml").toAbsolutePath());
        }
        LocalStack stack = builder.build();
        requireTables(stack.external());
        return stack;
    }

    private void requireTables(ExternalServers servers) {
        servers.mysql()
                .map(ExternalMysql::database)
                .filter(database -> tables.isEmpty() && !database.equals(Endpoints.DATABASE))
                .ifPresent(database -> {
                    throw new Problem(
                            Problem.Kind.USAGE,
                            "connect-configs captures the database " + Endpoints.DATABASE + ", not " + database
                                    + ". Name the tables of yours: --tables '" + database + ".*'");
                });
    }

    private void print(Up up, Route first, Endpoints endpoints, SearchEngine search) {
        output.line("");
        output.line("Headrace is up, after " + Math.round(up.millis() / 100.0) / 10.0 + " s.");
        output.line("");
        List<Verdict> each = up.tables().tables();
        if (each.size() == 1 && up.tables().notCompared().isEmpty()) {
            new Table("  rows in " + up.table(), Long.toString(up.rows()))
                    .row("  documents in " + up.index(), Long.toString(up.documents()))
                    .row("  verified", VerdictView.sentence(each.get(0)))
                    .print(output);
        } else {
            new TablesVerdictView(output).print(up.tables());
        }
        output.line("");
        String user = endpoints.logins().app().user();
        boolean isMysqlLocal = endpoints.external().mysql().isEmpty();
        boolean isElasticsearchLocal = endpoints.external().elasticsearch().isEmpty();
        new Table(
                        "  MySQL",
                        endpoints.mysqlHost() + ":" + endpoints.mysqlPort() + "  database " + first.database()
                                + ", user " + user + (isMysqlLocal ? "" : YOURS))
                .row("  Kafka", endpoints.bootstrapServers())
                .row("  Kafka Connect", up.connect())
                .row(
                        "  " + (isElasticsearchLocal ? search.title() : "Elasticsearch"),
                        up.elasticsearch() + (isElasticsearchLocal ? "" : YOURS))
                .row("  Listener", up.listener())
                .print(output);
        boolean isDemo = isMysqlLocal && tables.isEmpty();
        output.line("");
        output.line("Try next:");
        if (isDemo) {
            output.line("  ./cdc demo");
        }
        NextSteps.commands(endpoints, first, isDemo).forEach(command -> output.line("  " + command));
        output.line("  ./cdc verify");
        output.line("  ./cdc down");
    }
}
