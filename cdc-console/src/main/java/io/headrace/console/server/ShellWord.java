package io.headrace.console.server;

/** A name as one word of a command line that can be pasted into a shell. */
public final class ShellWord {

    private ShellWord() {}

    public static String of(String name) {
        return name.matches("[\\p{L}\\p{N}_@%+=:,./-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
    }
}
