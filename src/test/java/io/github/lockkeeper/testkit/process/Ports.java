package io.github.lockkeeper.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Ports that stay ours until this JVM ends. They lie below the kernel's ephemeral range, so that no outgoing connection
 * takes one while its server is down for a restart, and each is held by a file lock, so that parallel builds differ.
 */
public final class Ports {

    private static final int FIRST = 20_000;
    private static final int COUNT = 10_000;
    private static final Map<Integer, FileChannel> HELD = new HashMap<>();
    private static int next = (int) (ProcessHandle.current().pid() * 37 % COUNT);

    private Ports() {
    }

    /** A port nobody listens on and nobody else gets from here. */
    public static synchronized int free() {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + next;
            next = (next + 1) % COUNT;
            if (!HELD.containsKey(port) && take(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " to " + (FIRST + COUNT - 1));
    }

    private static boolean take(int port) {
        try {
            Path folder = Path.of(System.getProperty("java.io.tmpdir"),
                    "lockkeeper-ports-" + System.getProperty("user.name"));
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(folder.resolve(Integer.toString(port)),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null || !canBind(port)) {
                channel.close();
                return false;
            }
            HELD.put(port, channel);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean canBind(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
