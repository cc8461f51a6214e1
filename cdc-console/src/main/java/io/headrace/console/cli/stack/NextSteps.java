package io.headrace.console.cli.stack;

import io.headrace.console.pipeline.Route;
import io.headrace.console.server.SearchRest;
import io.headrace.stack.Endpoints;
import io.headrace.stack.client.Logins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Commands to paste: one that changes a demo row, and one that finds it. Never suggests changing the user's own rows. */
final class NextSteps {

    private NextSteps() {}

    /**
     * @param first the way of the pipeline's first table
     * @param isDemo whether its rows are the demo's
     */
    static List<String> commands(Endpoints endpoints, Route first, boolean isDemo) {
        String index = endpoints.elasticsearch() + "/" + SearchRest.path(first.index());
        if (!isDemo) {
            return List.of("curl -s '" + index + "/_search?size=1&pretty'");
        }
        return List.of(
                "MYSQL_PWD=\"${HEADRACE_MYSQL_APP_PASSWORD:-" + Logins.DEMO_APP_PASSWORD + "}\" " + client() + " -h "
                        + endpoints.mysqlHost() + " -P " + endpoints.mysqlPort() + " -u "
                        + endpoints.logins().app().user()
                        + " " + first.database() + " -e \"UPDATE " + first.tableName()
                        + " SET status = 'SHIPPED' WHERE id = 1\"",
                "curl -s '" + index + "/_search?q=id:1&pretty&filter_path=hits.hits._source'");
    }

    /** The installed client, or else the one that comes with the local server. */
    private static String client() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, "mysql"))) {
                return "mysql";
            }
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path folder =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        try (Stream<Path> unpacked = Files.list(folder.resolve("headrace"))) {
            return unpacked.map(one -> one.resolve("bin/mysql"))
                    .filter(Files::isExecutable)
                    .map(Path::toString)
                    .findFirst()
                    .orElse("mysql");
        } catch (IOException noCache) {
            return "mysql";
        }
    }
}
