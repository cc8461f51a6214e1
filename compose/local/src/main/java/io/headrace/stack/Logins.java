package io.headrace.stack;

import java.util.Map;

/**
 * The users of the demo database. Passwords come from the environment; the defaults are for a demo on loopback, and are the ones of
 * compose/mysql/init/30-users.sh.
 */
public record Logins(Login root, Login app, Login debezium) {
    static final String ROOT_PASSWORD = "HEADRACE_MYSQL_ROOT_PASSWORD";
    static final String APP_PASSWORD = "HEADRACE_MYSQL_APP_PASSWORD";
    static final String DEBEZIUM_USER = "HEADRACE_MYSQL_USER";
    static final String DEBEZIUM_PASSWORD = "HEADRACE_MYSQL_PASSWORD";
    static final String TOKEN_KEY = "HEADRACE_TOKEN_KEY";

    /** The password of the user app where the environment has no other. */
    public static final String DEMO_APP_PASSWORD = "app-demo";

    static Logins from(Map<String, String> environment) {
        return new Logins(
                new Login("root", environment.getOrDefault(ROOT_PASSWORD, "root-demo")),
                new Login("app", environment.getOrDefault(APP_PASSWORD, DEMO_APP_PASSWORD)),
                new Login("debezium", environment.getOrDefault(DEBEZIUM_PASSWORD, "debezium-demo")));
    }

    /** As {@link #from(Map)}; a MySQL that is not the stack's own has users with names of their own. */
    static Logins from(Map<String, String> environment, ExternalServers external) {
        Logins demo = from(environment);
        return external.mysql()
                .map(server -> new Logins(
                        demo.root,
                        new Login(server.user().orElse(demo.app.user()), demo.app.password()),
                        new Login(
                                environment.getOrDefault(DEBEZIUM_USER, demo.debezium.user()),
                                demo.debezium.password())))
                .orElse(demo);
    }

    Map<String, String> asEnvironment() {
        return Map.of(
                ROOT_PASSWORD, root.password(), APP_PASSWORD, app.password(), DEBEZIUM_PASSWORD, debezium.password());
    }
}
