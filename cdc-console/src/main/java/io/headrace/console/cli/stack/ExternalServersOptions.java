package io.headrace.console.cli.stack;

import io.headrace.console.server.Problem;
import io.headrace.stack.external.ExternalElasticsearch;
import io.headrace.stack.external.ExternalMysql;
import io.headrace.stack.external.ExternalServers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options for external servers that {@code up} uses instead of its own. */
final class ExternalServersOptions {

    @Option(
            names = "--mysql",
            paramLabel = "JDBC",
            converter = Mysql.class,
            description =
                    "Your own MySQL, as jdbc:mysql://host:3306/inventory, instead of a local one; with --tables, any"
                            + " database.")
    @Nullable
    ExternalMysql mysql;

    @Option(
            names = "--mysql-user",
            paramLabel = "USER",
            description = "With --mysql, the user who reads its rows (default app), with the password in"
                    + " HEADRACE_MYSQL_APP_PASSWORD. The source's user and password are taken from HEADRACE_MYSQL_USER"
                    + " (default debezium) and HEADRACE_MYSQL_PASSWORD.")
    @Nullable
    String mysqlUser;

    @Option(
            names = "--elasticsearch",
            paramLabel = "URL",
            converter = Elasticsearch.class,
            description = "Your own Elasticsearch or OpenSearch, as http://host:9200, instead of a local one; it must"
                    + " not require a login.")
    @Nullable
    ExternalElasticsearch elasticsearch;

    ExternalServers servers() {
        if (mysql == null && mysqlUser != null) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "--mysql-user is for a MySQL of your own: give its address with --mysql as well. The users of the"
                            + " local one are those of the demo.");
        }
        ExternalMysql read = mysql == null || mysqlUser == null ? mysql : mysql.withUser(mysqlUser);
        return new ExternalServers(Optional.ofNullable(read), Optional.ofNullable(elasticsearch));
    }

    static final class Mysql implements ITypeConverter<ExternalMysql> {
        @Override
        public ExternalMysql convert(String text) {
            try {
                return ExternalMysql.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    static final class Elasticsearch implements ITypeConverter<ExternalElasticsearch> {
        @Override
        public ExternalElasticsearch convert(String text) {
            try {
                return ExternalElasticsearch.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
