package io.headrace.stack.process;

import io.headrace.stack.failure.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends the servers of an owned stack when this JVM ends, even by SIGKILL. It is a shell that reads from a pipe whose only writer is this JVM: at
 * end of file it kills exactly the processes that the run files name and, for a temporary stack, deletes its folder.
 */
public final class Reaper {
    /** Field 22 of /proc/pid/stat is word 20 after the command. A second round finds a server that was being started. */
    private static final String SCRIPT = """
            trap '' HUP INT TERM
            state=$1 purge=$2
            cat >/dev/null
            started() { s=${1##*) }; set -- $s; echo "${20}"; }
            for round in 1 2; do
                for run in "$state"/*/run; do
                    [ -r "$run" ] || continue
                    { read -r pid; read -r boot; read -r stat; } < "$run"
                    now=; { read -r now < "/proc/$pid/stat"; } 2>/dev/null
                    [ -n "$now" ] && [ "$(started "$now")" = "$(started "$stat")" ] && kill -9 "$pid"
                done
                sleep 1
            done
            [ "$purge" = yes ] && rm -rf "$state"
            """;

    private final Process shell;

    private Reaper(Process shell) {
        this.shell = shell;
    }

    /** @param purge whether to delete the folder too */
    public static Reaper start(Path state, boolean purge) {
        try {
            List<String> command = new ArrayList<>(Setsid.PREFIX);
            command.addAll(List.of("/bin/sh", "-c", SCRIPT, "reaper", state.toString(), purge ? "yes" : "no"));
            return new Reaper(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new StackException("/bin/sh can't be started: " + e.getMessage(), e);
        }
    }

    /** Ends the shell: there is nothing left to kill. */
    public void dismiss() {
        shell.destroyForcibly();
    }
}
