package io.headrace.search;

import io.headrace.stack.install.Jdk;
import java.nio.file.Path;

class Elasticsearch7IT extends CompatibilityScript {
    Elasticsearch7IT() {
        super("Elasticsearch 7.17.29", 8);
    }

    @Override
    RunningServer build(Path folder, Jdk jdk) throws Exception {
        return new JarServer(folder, jdk).run(JarServer.jars("elasticsearch-7"), "Elasticsearch7Main.java");
    }
}
