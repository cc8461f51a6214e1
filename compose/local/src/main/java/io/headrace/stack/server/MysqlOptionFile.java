package io.headrace.stack.server;

import io.headrace.stack.file.TextFile;
import io.headrace.stack.port.ServerPort;
import java.nio.file.Path;
import java.util.List;

/** The option file of the local mysqld: the shared settings, then addresses, folders and sizes. */
final class MysqlOptionFile {
    /** The kernel allows 108 bytes, including the terminating zero. */
    private static final int SOCKET_PATH = 100;

    private final ServerContext context;
    private final Path distribution;
    private final Path folder;
    private final List<String> more;

    MysqlOptionFile(ServerContext context, Path distribution, Path folder, List<String> more) {
        this.context = context;
        this.distribution = distribution;
        this.folder = folder;
        this.more = List.copyOf(more);
    }

    /** Writes an option file for a server with the given data folder. */
    Path write(String name, Path data) {
        StringBuilder text = new StringBuilder();
        text.append("!include ")
                .append(context.checkout().configuration("mysql/my.cnf"))
                .append("\n[mysqld]\n");
        if (System.getProperty("user.name").equals("root")) {
            text.append("user = root\n");
        }
        text.append("basedir = ").append(quoted(distribution));
        text.append("datadir = ").append(quoted(data));
        text.append("socket = ").append(quoted(socket()));
        text.append("pid-file = ").append(quoted(folder.resolve("mysqld.pid")));
        text.append("bind-address = 127.0.0.1\n");
        text.append("port = ").append(context.port(ServerPort.MYSQL)).append('\n');
        text.append("innodb_buffer_pool_size = ")
                .append(context.size().mysqlBufferPool())
                .append('\n');
        text.append("table_open_cache = 400\n");
        more.forEach(line -> text.append(line).append('\n'));
        return TextFile.write(folder.resolve(name), text.toString());
    }

    private static String quoted(Path path) {
        return '"' + path.toString() + "\"\n";
    }

    private Path socket() {
        Path near = folder.resolve("mysqld.sock").toAbsolutePath();
        return near.toString().length() < SOCKET_PATH
                ? near
                : Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "headrace-mysqld-" + context.port(ServerPort.MYSQL) + ".sock");
    }
}
