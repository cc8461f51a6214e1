package io.headrace.search.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/** Allows http and https addresses without credentials. Its messages don't repeat an address, which may hold some. */
final class HttpUrls implements ConfigDef.Validator {
    static final HttpUrls REQUIRED = new HttpUrls();

    private HttpUrls() {}

    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (!(value instanceof List<?> urls) || urls.isEmpty()) {
            throw new SettingException(name, name + " needs at least one address, such as http://localhost:9200.");
        }
        for (int i = 0; i < urls.size(); i++) {
            check(name, i + 1, String.valueOf(urls.get(i)));
        }
    }

    private static void check(String name, int number, String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new SettingException(name, "Address " + number + " of " + name + " is not a URL.");
        }
        if (!List.of("http", "https").contains(String.valueOf(uri.getScheme())) || uri.getHost() == null) {
            throw new SettingException(
                    name,
                    "Address " + number + " of " + name + " has to start with http:// or https:// and name a host.");
        }
        if (uri.getUserInfo() != null) {
            throw new SettingException(
                    name,
                    "Address " + number + " of " + name + " contains credentials, which everyone who can read the"
                            + " configuration would see. Put them into " + ConnectionFragment.USERNAME
                            + " and "
                            + ConnectionFragment.PASSWORD + ".");
        }
    }

    @Override
    public String toString() {
        return "http:// and https:// addresses without credentials";
    }
}
