package io.headrace.stack.install;

import io.headrace.stack.failure.LogExcerpt;
import io.headrace.stack.failure.StackException;
import io.headrace.stack.file.Folders;
import io.headrace.stack.process.ForegroundProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The system libraries that mysqld needs and a bare machine may lack. For root the package is installed; for everybody else, and
 * if that fails, it is unpacked into the cache.
 */
final class NativeLibraries {
    private static final Pattern MISSING = Pattern.compile("error while loading shared libraries: (\\S+?):");
    private static final String PATH = "LD_LIBRARY_PATH";

    /** The packages that hold a library, by their names on Debian 12 and Ubuntu 22.04, then on Debian 13 and Ubuntu 24.04. */
    private static final Map<String, List<String>> PACKAGES =
            Map.of("libaio.so.1", List.of("libaio1", "libaio1t64"), "libnuma.so.1", List.of("libnuma1"));

    private final Path cache;
    private final Path unpacked;
    private final Path logs;
    private final boolean root;
    private final Consumer<String> progress;

    NativeLibraries(Path cache, Path logs, Consumer<String> progress) {
        this.cache = cache;
        this.unpacked = cache.resolve("native-libraries");
        this.logs = logs;
        this.root = System.getProperty("user.name").equals("root");
        this.progress = progress;
    }

    /** The environment that lets the program find all of its libraries. */
    Map<String, String> environmentFor(Path program) throws IOException, InterruptedException {
        if (missing(program).isPresent()) {
            CacheLock.holding(cache, () -> provideAll(program));
        }
        return environment();
    }

    private void provideAll(Path program) throws InterruptedException {
        Optional<String> missing = missing(program);
        for (int i = 0; i < PACKAGES.size() && missing.isPresent(); i++) {
            provide(missing.get(), program);
            missing = missing(program);
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        if (Files.isDirectory(unpacked.resolve("lib"))) {
            String before = System.getenv(PATH);
            environment.put(PATH, unpacked.resolve("lib") + (before == null || before.isEmpty() ? "" : ":" + before));
        }
        return environment;
    }

    private Optional<String> missing(Path program) throws InterruptedException {
        Path output = logs.resolve("libraries.log");
        int exit = ForegroundProcess.exitCode(
                List.of(program.toString(), "--no-defaults", "--version"), environment(), output);
        String text = String.join("\n", LogExcerpt.of(output, 0));
        if (exit == 0) {
            return Optional.empty();
        }
        return Optional.of(missing(text)
                .orElseThrow(() -> new StackException(
                        program + " does not run on this machine (exit code " + exit + "). It says:\n  " + text)));
    }

    static Optional<String> missing(String output) {
        Matcher matcher = MISSING.matcher(output);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private void provide(String library, Path program) throws InterruptedException {
        List<String> packages = PACKAGES.getOrDefault(library, List.of());
        for (String name : packages) {
            if (root && install(name) && !isMissing(library, program)) {
                return;
            }
            if (unpack(library, name) && !isMissing(library, program)) {
                return;
            }
        }
        throw new StackException(advice(library, packages));
    }

    private boolean isMissing(String library, Path program) throws InterruptedException {
        return missing(program).filter(library::equals).isPresent();
    }

    static String advice(String library, List<String> packages) {
        return "MySQL needs the system library " + library
                + ", which this machine lacks, and it could not be fetched with apt-get.\n"
                + "Install it, as root, and try again. Debian, Ubuntu: apt-get install "
                + (packages.isEmpty() ? "the package that holds " + library : packages.get(0))
                + (packages.size() > 1 ? " (" + packages.get(1) + " on Debian 13, Ubuntu 24.04 and newer)" : "")
                + ". Fedora, RHEL: dnf install " + (library.startsWith("libnuma") ? "numactl-libs" : "libaio") + ".";
    }

    private boolean install(String name) throws InterruptedException {
        progress.accept("Installing the package " + name + ", which MySQL needs");
        return succeeds("apt-get", "install", "-y", "--no-install-recommends", name)
                || (succeeds("apt-get", "update")
                        && succeeds("apt-get", "install", "-y", "--no-install-recommends", name));
    }

    /** Without root: downloads the package and links its library in the cache under the name that mysqld looks for. */
    private boolean unpack(String library, String name) throws InterruptedException {
        progress.accept("Unpacking the package " + name + ", which MySQL needs, into " + unpacked);
        Path download = Folders.create(unpacked.resolve("download"));
        Path content = Folders.create(unpacked.resolve("content"));
        String script = "cd \"$1\" && rm -f \"$2\"_*.deb && apt-get download \"$2\" && dpkg -x \"$2\"_*.deb \"$3\"";
        return succeeds("/bin/sh", "-c", script, "unpack", download.toString(), name, content.toString())
                && link(library, content);
    }

    private boolean link(String library, Path content) {
        try (Stream<Path> files = Files.walk(content)) {
            Optional<Path> file = files.filter(
                            path -> path.getFileName().toString().matches(Pattern.quote(library) + "(t64)?"))
                    .findFirst();
            if (file.isPresent()) {
                Path link = Folders.create(unpacked.resolve("lib")).resolve(library);
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, file.get().toRealPath());
            }
            return file.isPresent();
        } catch (IOException e) {
            throw new StackException(
                    "The library " + library + " can't be laid into " + unpacked + ": " + e.getMessage(), e);
        }
    }

    private boolean succeeds(String... command) throws InterruptedException {
        Map<String, String> quiet = Map.of("DEBIAN_FRONTEND", "noninteractive");
        try {
            return ForegroundProcess.exitCode(List.of(command), quiet, logs.resolve("packages.log")) == 0;
        } catch (StackException noSuchProgram) {
            return false;
        }
    }
}
