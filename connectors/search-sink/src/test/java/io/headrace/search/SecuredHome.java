package io.headrace.search;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The folders of an Elasticsearch with security, unpacked from the distribution for integration tests. */
final class SecuredHome {
    /** By number, since its name differs from system to system. */
    private static final String NOBODY = "65534";

    private static final String ROLES = """
            sink:
              cluster: [monitor]
              indices:
                - names: [orders]
                  privileges: [write, view_index_metadata, create_index]
            reader:
              cluster: [monitor]
              indices:
                - names: [orders]
                  privileges: [read, view_index_metadata]
            stranger:
              cluster: [monitor]
            """;

    private final Path folder;
    private final Path home;

    private SecuredHome(Path folder, Path home) {
        this.folder = folder;
        this.home = home;
    }

    static SecuredHome layOut(Path folder, Certificates certificates, int port) throws Exception {
        Path zip = JarServer.jars("elasticsearch-secured").get(0);
        SecuredHome made = new SecuredHome(folder, unpack(zip, folder.resolve("home")));
        Files.createDirectories(folder.resolve("tmp"));
        made.configure(certificates, port);
        if (isRoot()) {
            // Elasticsearch refuses to run as root.
            Command.run(folder, List.of("chown", "-R", NOBODY + ":" + NOBODY, "."));
        }
        return made;
    }

    /** Returns the folder that the archive consists of. */
    private static Path unpack(Path zip, Path target) throws IOException {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = target.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(entries, file);
                }
            }
        }
        try (Stream<Path> only = Files.list(target)) {
            return only.findFirst().orElseThrow();
        }
    }

    private void configure(Certificates certificates, int port) throws IOException {
        Path config = home.resolve("config");
        Files.copy(certificates.serverStore(), config.resolve("server.p12"));
        Files.writeString(config.resolve("elasticsearch.yml"), """
                cluster.name: compat
                node.name: compat
                network.host: 127.0.0.1
                http.port: %d
                transport.port: 0
                discovery.type: single-node
                cluster.routing.allocation.disk.threshold_enabled: false
                path.data: %s
                path.logs: %s
                xpack.security.enabled: true
                xpack.security.http.ssl.enabled: true
                xpack.security.http.ssl.keystore.path: server.p12
                xpack.security.http.ssl.keystore.password: %s
                """.formatted(
                        port, folder.resolve("data"), folder.resolve("logs"), Certificates.PASSWORD));
        Files.writeString(config.resolve("roles.yml"), ROLES);
        // A password that looks like no hash is compared as it is.
        Files.writeString(config.resolve("users"), lines(user -> user.key() + ":" + user.password()));
        Files.writeString(config.resolve("users_roles"), lines(user -> user.role() + ":" + user.key()));
    }

    private static String lines(Function<User, String> line) {
        return Stream.of(User.values()).map(line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    List<String> command() {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
        }
        // Unpacked by Java it has no run bit.
        command.addAll(List.of("bash", home.resolve("bin/elasticsearch").toString()));
        return command;
    }

    Map<String, String> environment() {
        return Map.of(
                "ES_JAVA_HOME",
                System.getProperty("java.home"),
                "ES_JAVA_OPTS",
                "-Xms512m -Xmx512m",
                "ES_TMPDIR",
                folder.resolve("tmp").toString());
    }
}
