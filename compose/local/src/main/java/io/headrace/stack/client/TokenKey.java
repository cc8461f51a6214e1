package io.headrace.stack.client;

/** The secret that the source derives its tokens with. */
public final class TokenKey {
    /** The environment variable that holds it. */
    public static final String VARIABLE = "HEADRACE_TOKEN_KEY";

    private static final String DEMO = "a demo key that protects nothing";

    private TokenKey() {}

    /** From the environment, or else the one of the demo. */
    public static String value() {
        return System.getenv().getOrDefault(VARIABLE, DEMO);
    }
}
