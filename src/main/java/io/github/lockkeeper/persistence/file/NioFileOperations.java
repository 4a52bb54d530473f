package io.github.lockkeeper.persistence.file;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The operations on a real file system. */
final class NioFileOperations implements FileOperations {
    private static final boolean FOLDERS_CAN_BE_FORCED = File.separatorChar == '/';

    @Override
    public void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (parent != null) {
            createFolders(parent);
        }
        Files.createDirectories(folder);
        if (parent != null) {
            // A folder that a crash takes back would look like a destination that never had a cursor.
            forceFolder(parent);
        }
    }

    @Override
    public Optional<byte[]> read(Path file) throws IOException {
        try {
            return Optional.of(Uninterrupted.run(() -> Files.readAllBytes(file)));
        } catch (NoSuchFileException absent) {
            if (Files.isSymbolicLink(file)) {
                // A link to a volume that is not mounted: there is a file, only not now.
                throw absent;
            }
            return Optional.empty();
        }
    }

    @Override
    public void writeAndForce(Path file, byte[] content) throws IOException {
        writeTailAndForce(file, 0, content);
    }

    @Override
    public long length(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException absent) {
            return 0;
        }
    }

    @Override
    public void writeTailAndForce(Path file, long keep, byte[] tail) throws IOException {
        Uninterrupted.run(() -> {
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.truncate(keep);
                channel.position(keep);
                ByteBuffer rest = ByteBuffer.wrap(tail);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            return file;
        });
    }

    @Override
    public void replace(Path source, Path target) throws IOException {
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        if (!FOLDERS_CAN_BE_FORCED) {
            // Windows cannot open a folder as a file; its file system journals names by itself.
            return;
        }
        Uninterrupted.run(() -> {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
            return folder;
        });
    }

    @Override
    public void deleteIfExists(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}
