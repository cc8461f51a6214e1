package io.headrace.stack.port;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The process that listens on a TCP port, read from /proc: that takes no tool, and no root for processes of the same user. */
record PortOwner(long pid, String command) {
    private static final String LISTEN = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    static Optional<PortOwner> of(int port) {
        return of(port, Path.of("/proc"));
    }

    static Optional<PortOwner> of(int port, Path proc) {
        Set<String> sockets = new HashSet<>();
        for (String table : new String[] {"net/tcp", "net/tcp6"}) {
            try {
                sockets.addAll(listening(port, Files.readString(proc.resolve(table))));
            } catch (IOException notThere) {
                // no IPv6, or no Linux
            }
        }
        return sockets.isEmpty() ? Optional.empty() : holder(sockets, proc);
    }

    /** The sockets that listen on the port, as /proc/pid/fd names them, from the text of /proc/net/tcp. */
    static Set<String> listening(int port, String table) {
        Set<String> sockets = new HashSet<>();
        String suffix = String.format(":%04X", port);
        table.lines().skip(1).map(line -> line.trim().split("\\s+")).forEach(fields -> {
            if (fields.length > INODE && fields[LOCAL_ADDRESS].endsWith(suffix) && fields[STATE].equals(LISTEN)) {
                sockets.add("socket:[" + fields[INODE] + "]");
            }
        });
        return sockets;
    }

    private static Optional<PortOwner> holder(Set<String> sockets, Path proc) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, sockets)) {
                    return Optional.of(
                            new PortOwner(Long.parseLong(process.getFileName().toString()), command(process)));
                }
            }
        } catch (IOException notLinux) {
            // nobody to name
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
        } catch (IOException goneOrNotOurs) {
            return false;
        }
        return false;
    }

    private static String command(Path process) throws IOException {
        return shorten(Files.readString(process.resolve("cmdline")).split("\0"));
    }

    /** The program, and the main class or script it runs. The rest of a command line may hold secrets. */
    static String shorten(String[] words) {
        String program = words[0].substring(words[0].lastIndexOf('/') + 1);
        for (int i = 1; i < words.length; i++) {
            if (words[i].equals("-cp") || words[i].equals("-classpath") || words[i].equals("--class-path")) {
                i++;
            } else if (!words[i].startsWith("-")) {
                return program + " " + words[i];
            } else if (!program.equals("java")) {
                return program;
            }
        }
        return program;
    }

    @Override
    public String toString() {
        return "pid " + pid + " (" + command + ")";
    }
}
