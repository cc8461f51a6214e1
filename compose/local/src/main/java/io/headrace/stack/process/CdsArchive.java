package io.headrace.stack.process;

import io.headrace.stack.failure.StackException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The class data sharing (CDS) archive of one server: with classes that are parsed and verified already, it starts in half the CPU time. The
 * first start lists the classes it loads, {@link CdsArchiver} makes the archive from that list, and later starts use it. The JVM itself
 * ignores an archive that does not fit.
 */
public final class CdsArchive {
    private static final String USE = "-XX:SharedArchiveFile=";
    private static final String RECORD = "-XX:DumpLoadedClassList=";

    private final Path file;
    private final Path classList;
    private final String classPath;

    /**
     * @param cache the folder that the stacks of this user share
     * @param serverFolder where the list of loaded classes goes
     */
    public CdsArchive(Path cache, Path serverFolder, String server, List<Path> jars) {
        this.classPath = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        this.classList = serverFolder.resolve("classes.list");
        this.file = cache.resolve("classes").resolve(server + "-" + key(jars) + ".jsa");
    }

    private static String key(List<Path> jars) {
        StringBuilder text = new StringBuilder(System.getProperty("java.home"));
        text.append(System.getProperty("java.vm.version"));
        for (Path jar : jars) {
            try {
                text.append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
            } catch (IOException e) {
                throw new StackException("The file " + jar + " can't be read: " + e.getMessage(), e);
            }
        }
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The JVM option that uses the archive or, as long as there is none, lists the classes for it. */
    public String option() {
        return Files.exists(file) ? USE + file : RECORD + classList;
    }

    /** Whether it is such an option: none of them changes what the server does. */
    static boolean isOption(String word) {
        return word.startsWith(USE) || word.startsWith(RECORD);
    }

    boolean canBeMade() {
        return !Files.exists(file) && Files.exists(classList);
    }

    Path file() {
        return file;
    }

    Path classList() {
        return classList;
    }

    String classPath() {
        return classPath;
    }
}
