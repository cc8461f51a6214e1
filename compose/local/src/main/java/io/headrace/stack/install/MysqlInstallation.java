package io.headrace.stack.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A MySQL server that this machine can run.
 *
 * @param folder with bin/, lib/ and share/
 * @param environment lets its programs find the system libraries they need
 */
public record MysqlInstallation(Path folder, Map<String, String> environment) {
    public MysqlInstallation {
        environment = Map.copyOf(environment);
    }

    /**
     * Unpacks the server into the cache, and fetches the system libraries that this machine lacks, unless an earlier call did. Other JVMs may
     * do the same at the same time.
     *
     * @param logs the folder for what the package manager prints
     * @param progress gets a line for each step that takes its time
     * @throws io.headrace.stack.failure.StackException with what the user can do about it
     */
    public static MysqlInstallation provide(Path archive, Path cache, Path logs, Consumer<String> progress)
            throws IOException, InterruptedException {
        Path folder = new MysqlDistribution(archive, cache, progress).unpacked();
        return new MysqlInstallation(folder, new NativeLibraries(cache, logs, progress).environmentFor(server(folder)));
    }

    /** The program mysqld. */
    public Path server() {
        return server(folder);
    }

    private static Path server(Path folder) {
        return folder.resolve("bin/mysqld");
    }
}
