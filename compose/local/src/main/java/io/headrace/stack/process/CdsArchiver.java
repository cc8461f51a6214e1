package io.headrace.stack.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes missing CDS archives in the background while the stack runs, at the lowest priority: some ten seconds of CPU time, once for each JDK
 * and set of jars. It is ended with the stack, and starts over with it.
 */
public final class CdsArchiver {
    /** Arguments: java, then archive, class list and class path of each. A stack that already makes the same archive holds its lock. */
    private static final String SCRIPT = """
            trap 'kill "$child" 2>/dev/null; rmdir "$lock" 2>/dev/null; exit 143' TERM INT
            java=$1 lock= child=; shift
            while [ $# -ge 3 ]; do
                archive=$1 list=$2 path=$3; shift 3
                mkdir -p "${archive%/*}"
                find "${archive%/*}" -name '*.lock' -mmin +10 -exec rmdir {} + 2>/dev/null
                find "${archive%/*}" -name '*.jsa' -mtime +30 -exec rm -f {} + 2>/dev/null
                mkdir "$archive.lock" 2>/dev/null || continue
                lock=$archive.lock
                "$java" -Xlog:disable -Xshare:dump -XX:SharedClassListFile="$list" -XX:SharedArchiveFile="$archive.new" -cp "$path" &
                child=$!
                wait "$child" && mv -f "$archive.new" "$archive"
                rmdir "$lock"
            done
            """;

    private final ServerProcess process;

    /** @param folder for its run file and log */
    public CdsArchiver(Path folder) {
        this.process = new ServerProcess(folder, "class-archives");
    }

    /** Returns at once. */
    public void makeMissing(List<CdsArchive> archives) {
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/env",
                "nice",
                "-n",
                "19",
                "/bin/sh",
                "-c",
                SCRIPT,
                "class-archives",
                JvmCommand.executable()));
        for (CdsArchive archive : archives) {
            if (archive.canBeMade()) {
                command.addAll(
                        List.of(archive.file().toString(), archive.classList().toString(), archive.classPath()));
            }
        }
        if (archives.stream().anyMatch(CdsArchive::canBeMade) && !process.isAlive()) {
            process.launch(new LaunchSpec(command, Map.of(), List.of()));
        }
    }

    public void end() {
        process.end(Duration.ofMillis(300));
    }
}
