package io.github.lockkeeper.testkit.net;

import io.github.lockkeeper.testkit.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * A port in front of a source: it can cut the source off, freeze its traffic, or lead to another server, while the
 * source itself goes on. Put its {@link #address()} where the source's would stand.
 */
public final class TcpProxy implements AutoCloseable {

    private static final long BOUND_SECONDS = 10;

    private final int port;
    private final Gate requests = new Gate();
    private final Gate answers = new Gate();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private volatile IntSupplier target;
    private volatile Runnable onDump = () -> { };
    private final AtomicInteger breaks = new AtomicInteger();
    private volatile long breakAfter;
    private volatile ServerSocket listening;
    private Future<?> accepting;

    private TcpProxy(int port, int target) {
        this.port = port;
        this.target = () -> target;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "proxy-" + port);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Listens on a port of its own and leads to that one. */
    public static TcpProxy to(int target) {
        TcpProxy proxy = new TcpProxy(Ports.free(), target);
        proxy.restore();
        return proxy;
    }

    public int port() {
        return port;
    }

    /** As Canal wants it. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Connections that are open now. */
    public int connections() {
        return links.size();
    }

    /** Closes all connections and refuses new ones from the moment of its return. */
    public synchronized void cut() {
        if (listening == null) {
            return;
        }
        ServerSocket closing = listening;
        listening = null;
        close(closing);
        awaitAcceptEnd();
        dropConnections();
    }

    /** Closes all connections; new ones are let in. */
    public void dropConnections() {
        links.forEach(Link::close);
    }

    /** Lets connections in again, and traffic flow. */
    public synchronized void restore() {
        requests.open();
        answers.open();
        if (listening == null) {
            ServerSocket socket = listen();
            listening = socket;
            accepting = threads.submit(() -> accept(socket));
        }
    }

    /** Keeps all connections and takes new ones, but no byte moves until {@link #restore()}: a server that hangs. */
    public void freeze() {
        requests.shut();
        answers.shut();
    }

    /** The same for what the source answers, while it goes on getting what it is asked. */
    public void holdAnswers() {
        answers.shut();
    }

    /** What is done for each dump that a client asks for, before the source gets to know of it. */
    public void onDump(Runnable action) {
        onDump = action;
    }

    /**
     * Breaks the connection of each dump that is asked for from now on, so many bytes behind the request, as often as
     * that.
     *
     * @param bytes that the client gets to see of the answer
     */
    public void breakDumps(int times, long bytes) {
        breaks.set(times);
        breakAfter = bytes;
    }

    /** Leads new connections elsewhere, and drops those there are: the address moved to another server. */
    public synchronized void retarget(int newTarget) {
        boolean open = listening != null;
        cut();
        target = () -> newTarget;
        if (open) {
            restore();
        }
    }

    /** Leads each new connection where this says when it comes; those there are stay. */
    public void route(IntSupplier targets) {
        target = targets;
    }

    @Override
    public void close() {
        cut();
        requests.open();
        answers.open();
        threads.shutdownNow();
    }

    private ServerSocket listen() {
        try {
            return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** While a thread is in accept, the kernel goes on taking connections for a closed socket. */
    private void awaitAcceptEnd() {
        try {
            accepting.get(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the proxy on port " + port + " does not stop listening", e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                connect(socket.accept());
            } catch (IOException cutOrTargetDown) {
                // Cut: the loop ends. Target down: the client sees its connection closed.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target.getAsInt());
        } catch (IOException down) {
            close(client);
            throw down;
        }
        // Else it waits for acknowledgements that are delayed: 40 ms for each answer of two packets.
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Link link = new Link(client, server);
        links.add(link);
        DumpRequests dumps = new DumpRequests();
        threads.execute(() -> pump(link, client, server, requests, (bytes, length) -> {
            if (dumps.isIn(bytes, length)) {
                onDump.run();
                if (breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    link.left.set(breakAfter);
                }
            }
            return length;
        }));
        threads.execute(() -> pump(link, server, client, answers, (bytes, length) -> link.take(length)));
    }

    private void pump(Link link, Socket from, Socket to, Gate gate, Look look) {
        byte[] buffer = new byte[16 * 1024];
        try {
            for (int read = from.getInputStream().read(buffer); read >= 0; read = from.getInputStream().read(buffer)) {
                int passed = look.at(buffer, read);
                gate.pass();
                to.getOutputStream().write(buffer, 0, passed);
                if (passed < read) {
                    break;
                }
            }
        } catch (IOException ended) {
            // Either side closed, or the proxy did.
        } finally {
            link.close();
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (Exception alreadyBroken) {
            // Nothing more to close.
        }
    }

    /** At bytes before they are passed on. */
    private interface Look {
        /** @return how many are passed on; fewer than there are end the connection */
        int at(byte[] bytes, int length);
    }

    /** Both ends of one connection. */
    private final class Link {

        private final Socket client;
        private final Socket server;
        /** What may still be answered. */
        private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        int take(int length) {
            return (int) Math.min(length, Math.max(0, left.getAndAdd(-length)));
        }

        void close() {
            links.remove(this);
            TcpProxy.close(client);
            TcpProxy.close(server);
        }
    }

    /** Where frozen traffic waits. */
    private static final class Gate {

        private boolean shut;

        synchronized void shut() {
            shut = true;
        }

        synchronized void open() {
            shut = false;
            notifyAll();
        }

        synchronized void pass() throws IOException {
            try {
                while (shut) {
                    wait();
                }
            } catch (InterruptedException closing) {
                throw new IOException("proxy closed", closing);
            }
        }
    }
}
