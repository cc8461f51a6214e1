package io.headrace.stack.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The command line of a server that is a Java program. */
public final class JvmCommand {
    /** Fewer malloc arenas: tens of megabytes less for each server. */
    public static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private final List<String> command = new ArrayList<>();

    private JvmCommand(String java) {
        command.add(java);
    }

    /** The java program that runs this one. */
    public static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** On the JDK that this program runs on. */
    public static JvmCommand of(String heap) {
        return of(executable(), heap);
    }

    /** On the JDK of that java program. The serial collector needs the least memory and starts fastest. */
    public static JvmCommand of(String java, String heap) {
        return new JvmCommand(java)
                .option("-Xmx" + heap)
                .option("-Xms64m")
                .option("-XX:+UseSerialGC")
                .option("-XX:+ExitOnOutOfMemoryError")
                .option("-Xshare:auto")
                // The compiler gives way to what it compiles for: on two cores it would keep records waiting.
                .option("-XX:ThreadPriorityPolicy=1")
                .option("-XX:CompilerThreadPriority=10")
                .option("-Djava.awt.headless=true")
                .option("-Djava.net.preferIPv4Stack=true")
                .option("-Dfile.encoding=UTF-8");
    }

    /**
     * Sets the size of the young generation. The serial collector begins with a third of the initial
     * heap and grows it late; a server through which records stream would spend most of its time copying them until then.
     * An eighth is for what is under way during a collection, so that it need not be moved among what stays.
     */
    public JvmCommand nursery(int mebibytes) {
        return option("-Xmn" + mebibytes + "m")
                .option("-Xms" + (mebibytes + 64) + "m")
                .option("-XX:SurvivorRatio=6");
    }

    public JvmCommand option(String option) {
        command.add(option);
        return this;
    }

    /** The whole command line. */
    public List<String> run(List<Path> classPath, String main, List<String> arguments) {
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(main);
        command.addAll(arguments);
        return List.copyOf(command);
    }
}
