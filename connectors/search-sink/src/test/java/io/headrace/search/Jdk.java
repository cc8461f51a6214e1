package io.headrace.search;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JDK on this machine, for servers that need a newer one than the tests run on. */
record Jdk(Path home) {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    /** The one that the tests run on where that is new enough, else of HEADRACE_JDK21, JAVA_HOME_… or /usr/lib/jvm. */
    static Optional<Jdk> atLeast(int version) {
        Stream<String> named = System.getenv().entrySet().stream()
                .filter(each -> each.getKey().matches("HEADRACE_JDK21|JAVA_HOME_\\d.*"))
                .map(Map.Entry::getValue);
        Stream<Path> known =
                Stream.concat(Stream.of(System.getProperty("java.home")), named).map(Path::of);
        return Stream.concat(known, installed())
                .map(Jdk::new)
                .filter(jdk -> jdk.version() >= version)
                .findFirst();
    }

    private static Stream<Path> installed() {
        try (Stream<Path> homes = Files.list(INSTALLED)) {
            return homes.sorted().toList().stream();
        } catch (IOException none) {
            return Stream.empty();
        }
    }

    /** 0 when it is none, or can't compile. */
    private int version() {
        try {
            Matcher release = VERSION.matcher(Files.readString(home.resolve("release")));
            return release.find() && Files.isExecutable(Path.of(tool("javac")))
                    ? Integer.parseInt(release.group(1))
                    : 0;
        } catch (IOException none) {
            return 0;
        }
    }

    String tool(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    static String path(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Compiles sources into a folder, which is made. */
    Path compile(List<Path> sources, List<Path> classPath, Path classes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(tool("javac"), "-proc:none", "-nowarn", "-cp", path(classPath), "-d", classes.toString()));
        sources.forEach(source -> command.add(source.toString()));
        Command.run(home, command);
        return classes;
    }

    void jar(Path classes, Path jar) throws IOException, InterruptedException {
        Command.run(classes, List.of(tool("jar"), "--create", "--file", jar.toString(), "."));
    }
}
