package io.headrace.console.cli.output;

/** Colour, on terminals only (the launcher tells), and never with NO_COLOR. */
public enum Colour {
    RED("31"),
    GREEN("32");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    static boolean isOn() {
        String none = System.getenv("NO_COLOR");
        return Boolean.getBoolean("headrace.terminal")
                && (none == null || none.isEmpty())
                && !"dumb".equals(System.getenv("TERM"));
    }

    public String of(String text) {
        return isOn() ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
