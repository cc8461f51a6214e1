package io.headrace.search.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which server answers, by {@code GET /} or, where that is not permitted or not there, by its product header.
 *
 * @param number such as 8.19.21; empty when only the product is known
 * @param major 0 when only the product is known
 */
public record ServerVersion(boolean isKnown, boolean isOpenSearch, String number, int major) {
    private static final ServerVersion UNKNOWN = new ServerVersion(false, false, "", 0);
    private static final int OLDEST_ELASTICSEARCH = 7;
    private static final int NEWEST_ELASTICSEARCH = 9;
    private static final int OLDEST_OPENSEARCH = 2;
    private static final int NEWEST_OPENSEARCH = 3;

    public static ServerVersion of(HttpResponse root) throws IOException {
        Map<String, String> version = root.status() == 200 ? versionIn(root) : Map.of();
        String number = version.getOrDefault("number", "");
        if (number.matches("\\d{1,4}\\..*")) {
            int major = Integer.parseInt(number.substring(0, number.indexOf('.')));
            return new ServerVersion(true, "opensearch".equals(version.get("distribution")), number, major);
        }
        boolean elasticsearch = "Elasticsearch".equals(root.header("x-elastic-product"));
        return elasticsearch ? new ServerVersion(true, false, "", 0) : UNKNOWN;
    }

    public boolean isTooOld() {
        if (major == 0) {
            return false;
        }
        return isOpenSearch
                ? major < OLDEST_OPENSEARCH
                : major < OLDEST_ELASTICSEARCH || number.matches("7\\.([0-9]|1[0-6])\\..*");
    }

    boolean isNewerThanKnown() {
        return major > (isOpenSearch ? NEWEST_OPENSEARCH : NEWEST_ELASTICSEARCH);
    }

    private static Map<String, String> versionIn(HttpResponse root) throws IOException {
        Map<String, String> version = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(root.body(), 0, root.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return version;
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (parser.nextToken() == JsonToken.START_OBJECT && name.equals("version")) {
                    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                        parser.nextToken();
                        version.put(key, String.valueOf(parser.getText()));
                        parser.skipChildren();
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        return version;
    }

    @Override
    public String toString() {
        return (isOpenSearch ? "OpenSearch" : "Elasticsearch") + (number.isEmpty() ? "" : " " + number);
    }
}
