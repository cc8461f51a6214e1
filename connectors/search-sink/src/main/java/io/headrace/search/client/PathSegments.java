package io.headrace.search.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names as parts of a URL. */
final class PathSegments {
    private PathSegments() {}

    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
