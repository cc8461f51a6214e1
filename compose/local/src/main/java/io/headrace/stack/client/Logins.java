package io.headrace.stack.client;

import java.util.Map;

/**
 * The users of the demo database. Passwords come from the environment; the defaults are meant for a demo on loopback and match
 * compose/mysql/init/30-users.sh.
 */
public record Logins(Login root, Login app, Login debezium) {
    public static final String ROOT_PASSWORD = "HEADRACE_MYSQL_ROOT_PASSWORD";
    public static final String APP_PASSWORD = "HEADRACE_MYSQL_APP_PASSWORD";
    public static final String DEBEZIUM_USER = "HEADRACE_MYSQL_USER";
    public static final String DEBEZIUM_PASSWORD = "HEADRACE_MYSQL_PASSWORD";

    /** The password of the user app unless the environment sets another. */
    public static final String DEMO_APP_PASSWORD = "app-demo";

    public static Logins from(Map<String, String> environment) {
        return new Logins(
                new Login("root", environment.getOrDefault(ROOT_PASSWORD, "root-demo")),
                new Login("app", environment.getOrDefault(APP_PASSWORD, DEMO_APP_PASSWORD)),
                new Login("debezium", environment.getOrDefault(DEBEZIUM_PASSWORD, "debezium-demo")));
    }

    /** The passwords, by the variables that compose/mysql/init reads. */
    public Map<String, String> asEnvironment() {
        return Map.of(
                ROOT_PASSWORD, root.password(), APP_PASSWORD, app.password(), DEBEZIUM_PASSWORD, debezium.password());
    }
}
