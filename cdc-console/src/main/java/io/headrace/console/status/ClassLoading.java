package io.headrace.console.status;

import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Topics;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** Loads the classes that the operations need, for the class data archive; contacts nothing that exists. */
public final class ClassLoading {

    /** Whose classes are met only when servers answer, hundreds of them at each start. */
    private static final List<String> OF_ANSWERS = List.of(
            "org/apache/kafka/clients/",
            "org/apache/kafka/common/errors/",
            "org/apache/kafka/common/message/",
            "org/apache/kafka/common/protocol/",
            "org/apache/kafka/common/record/",
            "org/apache/kafka/common/requests/",
            "com/mysql/cj/",
            "io/headrace/console/");

    private ClassLoading() {}

    /** @param nowhere addresses at which nothing listens */
    public static void of(PipelineEndpoints nowhere) {
        new Status(nowhere, "x.x").run();
        Topics.open(nowhere).close();
        Topics.consumer(nowhere).close();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (path.endsWith(".jar")) {
                ofAnswers(path);
            }
        }
    }

    private static void ofAnswers(String path) {
        try (JarFile jar = new JarFile(path)) {
            jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name ->
                            name.endsWith(".class") && OF_ANSWERS.stream().anyMatch(name::startsWith))
                    .forEach(name -> load(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.')));
        } catch (IOException e) {
            // What is not in the archive is loaded from its jar, as without an archive.
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, ClassLoading.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // It needs a library that is optional and not there.
        }
    }
}
