package io.headrace.console.op;

/** A name as one word of a command line that can be pasted into a shell. */
final class ShellWord {

    private ShellWord() {}

    static String of(String name) {
        return name.matches("[\\p{L}\\p{N}_@%+=:,./-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
    }
}
