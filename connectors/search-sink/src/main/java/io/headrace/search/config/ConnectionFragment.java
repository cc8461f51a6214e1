package io.headrace.search.config;

import io.headrace.search.config.ConnectionSettings.Credentials;
import io.headrace.search.config.ConnectionSettings.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Settings of the connection: addresses, credentials, TLS, proxy, timeouts. */
final class ConnectionFragment {
    static final String GROUP = "Connection";
    static final String URL = "connection.url";
    static final String USERNAME = "connection.username";
    static final String PASSWORD = "connection.password";
    static final String API_KEY = "connection.api.key";
    static final String BEARER_TOKEN = "connection.bearer.token";
    static final String HEADERS = "connection.headers";
    static final String COMPRESSION = "connection.compression";
    static final String CONNECT_TIMEOUT = "connection.timeout.ms";
    static final String READ_TIMEOUT = "read.timeout.ms";
    static final String PROXY_HOST = "proxy.host";
    static final String PROXY_PORT = "proxy.port";
    static final String PROXY_USERNAME = "proxy.username";
    static final String PROXY_PASSWORD = "proxy.password";
    static final String TLS_PREFIX = "connection.";

    private ConnectionFragment() {}

    static void define(ConfigDef definition) {
        new SettingGroup(definition, GROUP)
                .required(
                        URL,
                        ConfigDef.Type.LIST,
                        HttpUrls.REQUIRED,
                        "Addresses",
                        "Addresses of the cluster, separated by commas, each http:// or https:// with an optional path"
                                + " prefix. They are used in turn, and one that fails is set aside for a while.")
                .optional(
                        USERNAME,
                        ConfigDef.Type.STRING,
                        null,
                        null,
                        Importance.MEDIUM,
                        "User name",
                        "User for basic authentication.")
                .optional(
                        PASSWORD,
                        ConfigDef.Type.PASSWORD,
                        null,
                        null,
                        Importance.MEDIUM,
                        "Password",
                        "Password of the user; preferably a reference such as ${env:HEADRACE_ELASTICSEARCH_PASSWORD}.")
                .optional(
                        API_KEY,
                        ConfigDef.Type.PASSWORD,
                        null,
                        null,
                        Importance.MEDIUM,
                        "API key",
                        "API key in its encoded form (the base64 of id:key), instead of user and password.")
                .optional(
                        BEARER_TOKEN,
                        ConfigDef.Type.PASSWORD,
                        null,
                        null,
                        Importance.MEDIUM,
                        "Bearer token",
                        "Service or OAuth2 token, instead of user and password.")
                .optional(
                        HEADERS,
                        ConfigDef.Type.PASSWORD,
                        null,
                        null,
                        Importance.LOW,
                        "Further headers",
                        "Headers to send with each request, as Name:value, separated by commas.")
                .optional(
                        COMPRESSION,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        null,
                        Importance.LOW,
                        "Compression",
                        "Whether request bodies are gzipped: less network traffic, more CPU on both sides.")
                .optional(
                        CONNECT_TIMEOUT,
                        ConfigDef.Type.INT,
                        5_000,
                        Range.between(1, 600_000),
                        Importance.LOW,
                        "Connect timeout (ms)",
                        "How long opening a connection may take.")
                .optional(
                        READ_TIMEOUT,
                        ConfigDef.Type.INT,
                        60_000,
                        Range.between(1, 3_600_000),
                        Importance.LOW,
                        "Read timeout (ms)",
                        "How long the server may take to respond; after that the request is sent again.")
                .optional(
                        PROXY_HOST,
                        ConfigDef.Type.STRING,
                        null,
                        null,
                        Importance.LOW,
                        "Proxy host",
                        "HTTP proxy that opens a tunnel (CONNECT) to the cluster.")
                .optional(
                        PROXY_PORT,
                        ConfigDef.Type.INT,
                        8080,
                        Range.between(1, 65_535),
                        Importance.LOW,
                        "Proxy port",
                        "Port of the proxy.")
                .optional(
                        PROXY_USERNAME,
                        ConfigDef.Type.STRING,
                        null,
                        null,
                        Importance.LOW,
                        "Proxy user name",
                        "User for basic authentication at the proxy.")
                .optional(
                        PROXY_PASSWORD,
                        ConfigDef.Type.PASSWORD,
                        null,
                        null,
                        Importance.LOW,
                        "Proxy password",
                        "Password of the proxy's user.");
        definition.embed(TLS_PREFIX, "TLS", 0, new ConfigDef().withClientSslSupport());
    }

    static ConnectionSettings from(AbstractConfig config) {
        String proxyHost = config.getString(PROXY_HOST);
        Proxy proxy = proxyHost == null
                ? null
                : new Proxy(
                        proxyHost,
                        config.getInt(PROXY_PORT),
                        config.getString(PROXY_USERNAME),
                        config.getPassword(PROXY_PASSWORD));
        List<URI> urls = config.getList(URL).stream().map(URI::create).toList();
        return new ConnectionSettings(
                urls,
                credentials(config),
                headers(config.getPassword(HEADERS)),
                tls(config),
                proxy,
                config.getInt(CONNECT_TIMEOUT),
                config.getInt(READ_TIMEOUT),
                config.getBoolean(COMPRESSION));
    }

    private static Credentials credentials(AbstractConfig config) {
        String user = config.getString(USERNAME);
        Password password = config.getPassword(PASSWORD);
        Password apiKey = config.getPassword(API_KEY);
        Password token = config.getPassword(BEARER_TOKEN);
        if ((user != null ? 1 : 0) + (apiKey != null ? 1 : 0) + (token != null ? 1 : 0) > 1) {
            throw new SettingException(
                    USERNAME,
                    "Only one of " + USERNAME + ", " + API_KEY + " and " + BEARER_TOKEN
                            + " can be used as credentials, and more are set. Keep one.");
        }
        if ((user == null) != (password == null)) {
            throw new SettingException(
                    user == null ? USERNAME : PASSWORD,
                    USERNAME + " and " + PASSWORD + " go together, and only one is set.");
        }
        if (user != null && password != null) {
            byte[] pair = (user + ":" + password.value()).getBytes(StandardCharsets.UTF_8);
            return new Credentials(new Password("Basic " + Base64.getEncoder().encodeToString(pair)));
        }
        if (apiKey != null) {
            return new Credentials(new Password("ApiKey " + apiKey.value()));
        }
        return token == null ? Credentials.NONE : new Credentials(new Password("Bearer " + token.value()));
    }

    private static Map<String, Password> headers(@Nullable Password text) {
        Map<String, Password> headers = new LinkedHashMap<>();
        if (text != null && !text.value().isBlank()) {
            for (String header : text.value().split(",")) {
                int colon = header.indexOf(':');
                String name = colon < 1 ? "" : header.substring(0, colon).strip();
                String value = colon < 1 ? "" : header.substring(colon + 1).strip();
                if (!name.matches("[A-Za-z0-9-]+") || value.contains("\n") || value.contains("\r")) {
                    throw new SettingException(HEADERS, HEADERS + " needs Name:value pairs, separated by commas.");
                }
                headers.put(name, new Password(value));
            }
        }
        return headers;
    }

    private static Map<String, Object> tls(AbstractConfig config) {
        Map<String, Object> tls = new LinkedHashMap<>();
        for (String name : new ConfigDef().withClientSslSupport().names()) {
            Object value = config.values().get(TLS_PREFIX + name);
            if (value != null) {
                tls.put(name, value);
            }
        }
        return tls;
    }
}
