package io.headrace.stack.install;

import io.headrace.stack.failure.StackException;
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

/** A JDK on this machine, for servers that need a newer one than this program runs on. */
public record Jdk(Path home) {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    /**
     * The one that runs this program if it is new enough, or else one that HEADRACE_JDK21 or JAVA_HOME_… names, or /usr/lib/jvm has.
     * Empty if none of them can compile.
     */
    public static Optional<Jdk> atLeast(int version) {
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

    /** @throws StackException if there is none, saying what to do about it */
    public static Jdk require(int version, String server) {
        return atLeast(version)
                .orElseThrow(() -> new StackException(server + " needs a JDK " + version
                        + " or newer, and none is named by HEADRACE_JDK21 or JAVA_HOME_… or installed in " + INSTALLED
                        + ".\nInstall one and run the same command again, with HEADRACE_JDK21 set to its folder if it"
                        + " is elsewhere. Or use the Elasticsearch that runs on this Java: up without --es."));
    }

    private static Stream<Path> installed() {
        try (Stream<Path> homes = Files.list(INSTALLED)) {
            return homes.sorted().toList().stream();
        } catch (IOException none) {
            return Stream.empty();
        }
    }

    /** 0 if the folder is no JDK, or a runtime that can't compile. */
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

    /** The path of one of its programs. */
    public String tool(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /** The command that compiles sources into a folder, which it creates. */
    public List<String> compiling(List<Path> sources, List<Path> classPath, Path classes) {
        List<String> command = new ArrayList<>(
                List.of(tool("javac"), "-proc:none", "-nowarn", "-cp", path(classPath), "-d", classes.toString()));
        sources.forEach(source -> command.add(source.toString()));
        return command;
    }

    private static String path(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
