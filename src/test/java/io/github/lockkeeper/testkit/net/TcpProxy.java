package io.github.lockkeeper.testkit.net;

import io.github.lockkeeper.testkit.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A port in front of a source: it can cut the source off, freeze its traffic, or lead to another server, while the
 * source itself goes on. Put its {@link #address()} where the source's would stand.
 */
public final class TcpProxy implements AutoCloseable {

    private final int port;
    private final Gate gate = new Gate();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private volatile int target;
    private ServerSocket listening;

    private TcpProxy(int port, int target) {
        this.port = port;
        this.target = target;
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

    /** Closes all connections and refuses new ones. */
    public synchronized void cut() {
        close(listening);
        listening = null;
        dropConnections();
    }

    /** Closes all connections; new ones are let in. */
    public void dropConnections() {
        links.forEach(Link::close);
    }

    /** Lets connections in again, and traffic flow. */
    public synchronized void restore() {
        gate.open();
        if (listening == null) {
            listening = listen();
            ServerSocket accepting = listening;
            threads.execute(() -> accept(accepting));
        }
    }

    /** Keeps all connections and takes new ones, but no byte moves until {@link #restore()}: a server that hangs. */
    public void freeze() {
        gate.shut();
    }

    /** Leads new connections elsewhere, and drops those there are: the address moved to another server. */
    public void retarget(int newTarget) {
        target = newTarget;
        dropConnections();
    }

    @Override
    public void close() {
        cut();
        gate.open();
        threads.shutdownNow();
    }

    private ServerSocket listen() {
        try {
            return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket accepting) {
        while (!accepting.isClosed()) {
            try {
                connect(accepting.accept());
            } catch (IOException cutOrTargetDown) {
                // Cut: the loop ends. Target down: the client sees its connection closed.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException down) {
            close(client);
            throw down;
        }
        Link link = new Link(client, server);
        links.add(link);
        threads.execute(() -> pump(link, client, server));
        threads.execute(() -> pump(link, server, client));
        if (listeningIsCut()) {
            link.close();
        }
    }

    /** A connection that was accepted while the cut closed the others must not outlive it. */
    private synchronized boolean listeningIsCut() {
        return listening == null;
    }

    private void pump(Link link, Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try {
            for (int read = from.getInputStream().read(buffer); read >= 0; read = from.getInputStream().read(buffer)) {
                gate.pass();
                to.getOutputStream().write(buffer, 0, read);
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

    /** Both ends of one connection. */
    private final class Link {

        private final Socket client;
        private final Socket server;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
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
