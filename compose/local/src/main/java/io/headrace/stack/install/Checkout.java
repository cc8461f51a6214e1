package io.headrace.stack.install;

import io.headrace.stack.failure.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The project folder, as far as the servers are built from it and configured by it. */
public record Checkout(Path root) {
    public Checkout {
        root = root.toAbsolutePath().normalize();
    }

    /** The checkout that the current folder is in. */
    public static Checkout aroundHere() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("compose/local/servers"))) {
                return new Checkout(folder);
            }
        }
        throw new StackException("The local stack needs the Headrace checkout, but neither " + here
                + " nor a folder above it is one. Change into it and try again.");
    }

    /** A file or folder below compose/, which the containers use too. */
    public Path configuration(String file) {
        return built(root.resolve("compose").resolve(file));
    }

    /** A file or folder that is part of the checkout. */
    public Path source(String path) {
        return root.resolve(path);
    }

    public Path pluginPath() {
        return built(root.resolve("connectors/plugins/target/plugins"));
    }

    /** The jars that a module runs with: from the local Maven repository, and those that the build makes of other modules. */
    public List<Path> classPath(String module) {
        Path file = built(root.resolve(module).resolve("target/class-path"));
        try {
            List<Path> jars = new ArrayList<>();
            for (String jar : Files.readString(file).trim().split(":")) {
                jars.add(resolved(Path.of(jar), file));
            }
            return jars;
        } catch (IOException e) {
            throw new StackException("The file " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** The jar that the build made of a module, by its name without the version and its classifier, which may be empty. */
    public Path jar(String module, String name, String classifier) {
        Path target = built(root.resolve(module).resolve("target"));
        String pattern = name + "-[0-9.]+(-SNAPSHOT)?" + (classifier.isEmpty() ? "" : "-" + classifier) + "\\.jar";
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches(pattern))
                    .max(Comparator.naturalOrder())
                    .orElseGet(() -> built(target.resolve(name + ".jar")));
        } catch (IOException e) {
            throw new StackException("The folder " + target + " can't be read: " + e.getMessage(), e);
        }
    }

    private Path built(Path path) {
        if (!Files.exists(path)) {
            throw new StackException(
                    "The build has not made " + path + " yet. Run: mvn -q -Dquick -DskipTests package, in " + root);
        }
        return path;
    }

    private Path resolved(Path jar, Path list) {
        if (!Files.exists(jar)) {
            throw new StackException(list + " names " + jar
                    + ", which is not in the local Maven repository any more. Run: mvn -q -Dquick -DskipTests"
                    + " package, in " + root);
        }
        return jar;
    }
}
