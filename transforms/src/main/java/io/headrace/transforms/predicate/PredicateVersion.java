package io.headrace.transforms.predicate;

/** The version of the build, from the manifest of the jar. */
final class PredicateVersion {

    static final String VERSION = read();
    static final int CACHED_SCHEMAS = 1024;

    private PredicateVersion() {}

    private static String read() {
        String version = PredicateVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
