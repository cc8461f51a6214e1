package io.headrace.stack.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts a process in a session of its own, which Ctrl-C in the launcher's terminal does not reach; where there is no setsid, an ordinary one. */
final class Setsid {
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /** The words before the command. The process keeps its pid: setsid turns into the command. */
    static final List<String> PREFIX = Files.isExecutable(SETSID) ? List.of(SETSID.toString()) : List.of();

    private Setsid() {}
}
