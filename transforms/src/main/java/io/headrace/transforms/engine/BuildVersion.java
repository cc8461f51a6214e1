package io.headrace.transforms.engine;

/** The version of this build, as the manifest of its jar has it; what the worker lists beside each plugin. */
public final class BuildVersion {

    public static final String VERSION = read();

    private BuildVersion() {}

    private static String read() {
        String version = BuildVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
