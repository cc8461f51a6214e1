package io.headrace.search;

import java.nio.file.Path;
import java.util.List;

class Elasticsearch9IT extends CompatibilityScript {
    Elasticsearch9IT() {
        super("Elasticsearch 9.5.3", 21);
    }

    @Override
    RunningServer build(Path folder, Jdk jdk) throws Exception {
        List<Path> jars = JarServer.jars("elasticsearch-9");
        Elasticsearch9Home.layOut(folder.resolve("home"), jars, jdk);
        return new JarServer(folder, jdk)
                .run(
                        jars.stream()
                                .filter(jar -> !Elasticsearch9Home.isOfTransport(jar))
                                .toList(),
                        "Elasticsearch9Main.java");
    }
}
