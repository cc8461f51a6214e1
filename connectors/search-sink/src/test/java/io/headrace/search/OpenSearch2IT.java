package io.headrace.search;

import io.headrace.stack.install.Jdk;
import java.nio.file.Path;

class OpenSearch2IT extends CompatibilityScript {
    OpenSearch2IT() {
        super("OpenSearch 2.19.1", 11);
    }

    @Override
    RunningServer build(Path folder, Jdk jdk) throws Exception {
        return new JarServer(folder, jdk).run(JarServer.jars("opensearch-2"), "OpenSearchMain.java", "Plugin");
    }
}
