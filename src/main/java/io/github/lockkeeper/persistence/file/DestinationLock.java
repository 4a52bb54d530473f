package io.github.lockkeeper.persistence.file;

import io.github.lockkeeper.cursor.CursorStoreException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock of a destination's folder, against other processes by a lock of the operating system, within this one by a
 * register. The register is asked first, and the file is not even opened while this process holds it: on POSIX, to
 * close <em>any</em> descriptor of a file gives up all locks that the process has on it. The file itself stays for
 * good: a lock on a removed file would exclude nobody.
 */
final class DestinationLock implements AutoCloseable {
    private static final int MAX_HOLDER_BYTES = 200;
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();
    /** Channels that must not be closed, because a copy of this class in another class loader holds the lock. */
    private static final Map<Path, FileChannel> PARKED = new ConcurrentHashMap<>();

    private final Path key;
    private final FileChannel channel;

    private DestinationLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /**
     * @param file in a folder that exists; made if it is missing
     * @throws CursorStoreException LOCKED, naming the holder where the file says it; UNAVAILABLE
     */
    static DestinationLock acquire(Path file) {
        try {
            Path key = file.getParent().toRealPath().resolve(file.getFileName());
            if (!HELD.add(key)) {
                throw FileFailures.heldHere(file);
            }
            return acquireRegistered(file, key);
        } catch (IOException e) {
            throw FileFailures.unavailable(file, "be locked", e);
        }
    }

    private static DestinationLock acquireRegistered(Path file, Path key) throws IOException {
        boolean acquired = false;
        try {
            FileChannel channel = Uninterrupted.run(() -> openAndLock(file, key));
            acquired = true;
            return new DestinationLock(key, channel);
        } finally {
            if (!acquired) {
                HELD.remove(key);
            }
        }
    }

    private static FileChannel openAndLock(Path file, Path key) throws IOException {
        FileChannel parked = PARKED.remove(key);
        FileChannel channel = parked == null ? open(file) : parked;
        boolean keepOpen = false;
        try {
            if (channel.tryLock() == null) {
                throw FileFailures.heldByOther(file, readHolder(channel));
            }
            writeHolder(channel, ManagementFactory.getRuntimeMXBean().getName());
            keepOpen = true;
            return channel;
        } catch (OverlappingFileLockException heldThroughOtherClassLoader) {
            PARKED.put(key, channel);
            keepOpen = true;
            throw FileFailures.heldHere(file);
        } finally {
            if (!keepOpen) {
                channel.close();
            }
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Process id and host; empty when the holder has not written it, or where a locked file cannot be read. */
    private static String readHolder(FileChannel channel) {
        ByteBuffer buffer = ByteBuffer.allocate(MAX_HOLDER_BYTES);
        try {
            int length = Math.max(0, channel.read(buffer, 0));
            return new String(buffer.array(), 0, length, StandardCharsets.UTF_8).trim();
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static void writeHolder(FileChannel channel, String holder) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /** Gives the lock up. Never throws: what cannot be closed is given up with the process. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException givenUpAnyway) {
            return;
        } finally {
            HELD.remove(key);
        }
    }
}
