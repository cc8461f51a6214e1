package io.headrace.search.client;

import java.net.URI;

/** One address of the cluster. */
record Node(String scheme, String host, int port, String pathPrefix) {
    static Node of(URI uri) {
        String scheme = uri.getScheme();
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(scheme) ? 443 : 80;
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return new Node(scheme, uri.getHost(), port, path);
    }

    boolean isTls() {
        return "https".equals(scheme);
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port + pathPrefix;
    }
}
