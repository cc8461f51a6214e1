package io.headrace.transforms;

/** The version of the build, from the manifest of the jar. */
final class TransformVersion {

    static final String VERSION = read();

    private TransformVersion() {}

    private static String read() {
        String version = TransformVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
