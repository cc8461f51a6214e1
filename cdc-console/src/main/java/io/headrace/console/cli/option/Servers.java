package io.headrace.console.cli.option;

import io.headrace.console.server.Credentials;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Profile;
import io.headrace.stack.Endpoints;
import io.headrace.stack.LocalStack;
import io.headrace.stack.client.Logins;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that locate the servers; without any, the local stack that runs in this checkout. */
public final class Servers {

    @Option(names = "--connect", paramLabel = "URL", description = "Kafka Connect, as http://host:8083.")
    @Nullable
    URI connect;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Kafka brokers.")
    @Nullable
    String bootstrap;

    @Option(names = "--mysql", paramLabel = "JDBC", description = "MySQL, as jdbc:mysql://host:3306/inventory.")
    @Nullable
    String mysql;

    @Option(
            names = "--mysql-user",
            paramLabel = "USER",
            description = "User who reads MySQL; the password is taken from HEADRACE_MYSQL_APP_PASSWORD.")
    @Nullable
    String mysqlUser;

    @Option(
            names = "--elasticsearch",
            paramLabel = "URL",
            description = "Elasticsearch or OpenSearch, as http://host:9200.")
    @Nullable
    URI elasticsearch;

    @Option(
            names = "--listener",
            paramLabel = "URL",
            description = "The listener service, as http://host:8091; its token is taken from HEADRACE_LISTENER_TOKEN.")
    @Nullable
    URI listener;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Servers and credentials from .cdc/profiles/NAME.yaml; options take precedence.")
    @Nullable
    String profile;

    public PipelineEndpoints target() {
        Profile named = profile == null ? null : Profile.read(Home.profiles(), profile, System.getenv());
        if (named != null) {
            return of(named);
        }
        Optional<PipelineEndpoints> local = allGiven()
                ? Optional.empty()
                : LocalStack.running(Home.folder()).map(s -> of(s.endpoints()));
        return PipelineEndpoints.builder()
                .connect(given(connect, local.map(PipelineEndpoints::connect), "--connect"))
                .kafka(given(bootstrap, local.map(PipelineEndpoints::bootstrapServers), "--bootstrap"))
                .mysql(
                        given(mysql, local.map(PipelineEndpoints::jdbcUrl), "--mysql"),
                        given(mysqlUser, local.map(PipelineEndpoints::mysqlUser), "--mysql-user"),
                        mysqlUser == null && local.isPresent() ? local.get().mysqlPassword() : password(),
                        mysql == null
                                ? local.map(PipelineEndpoints::mysqlProperties).orElse(Map.of())
                                : Map.of())
                .elasticsearch(given(elasticsearch, local.map(PipelineEndpoints::elasticsearch), "--elasticsearch"))
                .listener(
                        listener == null
                                ? local.map(PipelineEndpoints::listener).orElse(null)
                                : listener,
                        Credentials.byToken(System.getenv("HEADRACE_LISTENER_TOKEN")))
                .build();
    }

    private PipelineEndpoints of(Profile named) {
        return PipelineEndpoints.builder()
                .connect(
                        given(connect, named.uri("connect"), "--connect (connect.url of the profile)"),
                        named.access("connect"))
                .kafka(
                        given(
                                bootstrap,
                                named.text("kafka", "bootstrap"),
                                "--bootstrap (kafka.bootstrap of the profile)"),
                        named.properties("kafka"))
                .mysql(
                        given(mysql, named.text("mysql", "url"), "--mysql (mysql.url of the profile)"),
                        given(mysqlUser, named.text("mysql", "user"), "--mysql-user (mysql.user of the profile)"),
                        named.text("mysql", "password").orElseGet(Servers::password),
                        named.properties("mysql"))
                .elasticsearch(
                        given(
                                elasticsearch,
                                named.uri("elasticsearch"),
                                "--elasticsearch (elasticsearch.url of the profile)"),
                        named.access("elasticsearch"))
                .listener(listener == null ? named.uri("listener").orElse(null) : listener, named.access("listener"))
                .build();
    }

    /** The key of tokenised columns: from the environment, or the local stack's if that is what the command works on. */
    @Nullable
    public String tokenKey() {
        String given = profile == null
                ? System.getenv("HEADRACE_TOKEN_KEY")
                : Profile.read(Home.profiles(), profile, System.getenv())
                        .text("tokens", "key")
                        .orElse(System.getenv("HEADRACE_TOKEN_KEY"));
        return given == null
                        && profile == null
                        && !allGiven()
                        && LocalStack.running(Home.folder()).isPresent()
                ? LocalStack.tokenKey()
                : given;
    }

    /**
     * MySQL with the user of the sources: from HEADRACE_MYSQL_USER and HEADRACE_MYSQL_PASSWORD, or that of the local stack if the
     * command works on it; null where it is not known.
     */
    public @Nullable PipelineEndpoints asSource() {
        String user = System.getenv(Logins.DEBEZIUM_USER);
        String given = System.getenv(Logins.DEBEZIUM_PASSWORD);
        if (user != null && given != null) {
            return target().withMysqlUser(user, given);
        }
        return profile != null || mysql != null
                ? null
                : LocalStack.running(Home.folder())
                        .map(stack -> stack.endpoints().logins().debezium())
                        .map(login -> target().withMysqlUser(login.user(), login.password()))
                        .orElse(null);
    }

    /** For commands that only talk to Kafka Connect: the other addresses are not needed. */
    public PipelineEndpoints connectOnly() {
        URI address = connect;
        if (address == null || profile != null) {
            return target();
        }
        PipelineEndpoints.Builder servers = PipelineEndpoints.builder().connect(address);
        if (mysql != null && mysqlUser != null) {
            servers.mysql(mysql, mysqlUser, password());
        }
        return servers.build();
    }

    /** For commands that only read MySQL: the other addresses are not needed. */
    public PipelineEndpoints mysqlOnly() {
        if (mysql == null || mysqlUser == null || profile != null) {
            return target();
        }
        return PipelineEndpoints.builder().mysql(mysql, mysqlUser, password()).build();
    }

    private static String password() {
        return System.getenv().getOrDefault("HEADRACE_MYSQL_APP_PASSWORD", "");
    }

    private boolean allGiven() {
        return connect != null && bootstrap != null && mysql != null && mysqlUser != null && elasticsearch != null;
    }

    private static <T> T given(@Nullable T option, Optional<T> local, String name) {
        if (option != null) {
            return option;
        }
        return local.orElseThrow(() -> new Problem(
                Problem.Kind.UNREACHABLE,
                "No local stack is running in " + Home.folder() + ", and " + name
                        + " is not given.\nStart the local one with"
                        + " ./cdc up, or name your servers with --connect, --bootstrap, --mysql, --mysql-user and"
                        + " --elasticsearch."));
    }

    /** Servers on loopback need no TLS, whose handshake is a good part of the time that a short command takes. */
    public static PipelineEndpoints of(Endpoints endpoints) {
        return PipelineEndpoints.builder()
                .connect(endpoints.connect())
                .kafka(endpoints.bootstrapServers())
                .mysql(
                        endpoints.jdbcUrl(),
                        endpoints.logins().app().user(),
                        endpoints.logins().app().password(),
                        endpoints.external().mysql().isPresent() ? Map.of() : Map.of("sslMode", "DISABLED"))
                .elasticsearch(endpoints.elasticsearch())
                .listener(endpoints.listener(), Credentials.byToken(System.getenv("HEADRACE_LISTENER_TOKEN")))
                .build();
    }
}
