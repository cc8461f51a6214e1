package io.headrace.stack.install;

import io.headrace.stack.failure.StackException;
import io.headrace.stack.file.Folders;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The MySQL server, unpacked once into the cache from the archive that Maven resolved. It is unpacked beside its final place and then renamed,
 * so that a half-unpacked folder is never taken for a server. Several JVMs may do this at once: the first one unpacks, the others wait.
 */
final class MysqlDistribution {
    private static final List<String> PROGRAMS =
            List.of("bin/mysqld", "bin/mysql", "bin/mysqladmin", "bin/mysqlbinlog", "LICENSE", "README");
    private static final long MIB = 1024 * 1024;
    private static final long RESERVE = 64 * MIB;

    private final Path archive;
    private final Path cache;
    private final Path target;
    private final Consumer<String> progress;

    MysqlDistribution(Path archive, Path cache, Consumer<String> progress) {
        this.archive = archive;
        this.cache = cache;
        this.target = cache.resolve(archive.getFileName().toString().replaceFirst("\\.zip$", ""));
        this.progress = progress;
    }

    /** The folder with bin/, lib/ and share/. */
    Path unpacked() throws InterruptedException {
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            CacheLock.holding(cache, () -> {
                if (!Files.isDirectory(target)) {
                    unpackWhole(target.resolveSibling(target.getFileName() + ".new"));
                }
            });
        } catch (ZipException | EOFException e) {
            throw new StackException(
                    "The archive " + archive + " is damaged: " + e.getMessage()
                            + ".\nPlease delete that file, run: mvn -q -Dquick -DskipTests package, and try again.",
                    e);
        } catch (IOException e) {
            throw new StackException(
                    "MySQL can't be unpacked into " + target + ": " + e.getMessage()
                            + ".\nMake sure that there is space and that you may write there, and try again.",
                    e);
        }
        return target;
    }

    private void unpackWhole(Path draft) throws IOException {
        Folders.delete(draft);
        try {
            unpack(draft);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(draft);
        }
    }

    private void unpack(Path draft) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            List<? extends ZipEntry> wanted =
                    zip.stream().filter(entry -> isWanted(entry.getName())).toList();
            long bytes = wanted.stream().mapToLong(ZipEntry::getSize).sum();
            DiskSpace.require(cache, bytes + RESERVE, "unpacking MySQL");
            progress.accept("Unpacking MySQL (" + bytes / MIB + " MiB) into " + target);
            for (ZipEntry entry : wanted) {
                unpack(zip, entry, draft);
            }
        }
    }

    static boolean isWanted(String name) {
        boolean library = name.startsWith("lib/")
                && !name.startsWith("lib/mecab/")
                && !name.startsWith("lib/plugin/debug/")
                && !name.endsWith(".a");
        return !name.endsWith("/") && (PROGRAMS.contains(name) || name.startsWith("share/") || library);
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path folder) throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("the entry " + entry.getName() + " points out of the archive");
        }
        Files.createDirectories(file.getParent());
        CRC32 checksum = new CRC32();
        try (InputStream content = new CheckedInputStream(zip.getInputStream(entry), checksum)) {
            Files.copy(content, file);
        }
        if (checksum.getValue() != entry.getCrc()) {
            throw new ZipException(entry.getName() + " has another checksum than the archive says");
        }
        if (entry.getName().startsWith("bin/") && !file.toFile().setExecutable(true)) {
            throw new IOException(file + " can't be made executable");
        }
    }
}
