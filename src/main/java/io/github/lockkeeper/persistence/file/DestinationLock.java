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
import java.util.HashMap;
import java.util.Map;

/**
 * The lock of a destination's folder: one holder at a time, among all processes and within this one. The file itself
 * stays for good, because a lock on a removed file would exclude nobody.
 *
 * <p>On POSIX, to close <em>any</em> descriptor of a file gives up all locks that the process has on it. So a channel
 * that was opened in vain while this process holds the lock is not closed but parked, and used by the next attempt;
 * and attempts and releases exclude one another.
 */
final class DestinationLock implements AutoCloseable {
    private static final int MAX_HOLDER_BYTES = 200;
    /** By lock file; guarded by the class. */
    private static final Map<Path, FileChannel> PARKED = new HashMap<>();

    private final FileChannel channel;

    private DestinationLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @param file in a folder that exists; made if it is missing
     * @throws CursorStoreException LOCKED, naming the holder where the file says it; UNAVAILABLE
     */
    static DestinationLock acquire(Path file) {
        try {
            return Uninterrupted.run(() -> {
                synchronized (DestinationLock.class) {
                    return new DestinationLock(openAndLock(file));
                }
            });
        } catch (IOException e) {
            throw FileFailures.unavailable(file, "be locked", e);
        }
    }

    private static FileChannel openAndLock(Path file) throws IOException {
        FileChannel parked = PARKED.remove(file);
        FileChannel channel = parked == null ? open(file) : parked;
        boolean keepOpen = false;
        try {
            if (channel.tryLock() == null) {
                throw FileFailures.heldByOther(file, readHolder(channel));
            }
            writeHolder(channel, ManagementFactory.getRuntimeMXBean().getName());
            keepOpen = true;
            return channel;
        } catch (OverlappingFileLockException heldByThisProcess) {
            PARKED.put(file, channel);
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
        synchronized (DestinationLock.class) {
            try {
                channel.close();
            } catch (IOException givenUpWithTheProcess) {
                return;
            }
        }
    }
}
