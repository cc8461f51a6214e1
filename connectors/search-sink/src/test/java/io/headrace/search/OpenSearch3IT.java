package io.headrace.search;

import java.nio.file.Path;

class OpenSearch3IT extends CompatibilityScript {
    OpenSearch3IT() {
        super("OpenSearch 3.8.0", 21);
    }

    @Override
    RunningServer build(Path folder, Jdk jdk) throws Exception {
        return new JarServer(folder, jdk).run(JarServer.jars("opensearch-3"), "OpenSearchMain.java", "ModulePlugin");
    }
}
