package io.github.lockkeeper.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    private static final int MARK_ONE = 11;
    private static final int MARK_TWO = 22;

    private ServerSocket one;
    private ServerSocket two;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        one = server(MARK_ONE);
        two = server(MARK_TWO);
        proxy = TcpProxy.to(one.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        one.close();
        two.close();
    }

    @Test
    void leads_to_its_target() throws IOException {
        try (Socket socket = connect()) {
            assertThat(socket.getInputStream().read()).isEqualTo(MARK_ONE);
        }
    }

    @RepeatedTest(20)
    void cut_ends_connections_and_refuses_new_ones_until_restored() throws IOException {
        try (Socket socket = connect()) {
            assertThat(socket.getInputStream().read()).isEqualTo(MARK_ONE);
            proxy.cut();
            assertThat(ended(socket)).isTrue();
            assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
        }
        proxy.restore();
        try (Socket socket = connect()) {
            assertThat(socket.getInputStream().read()).isEqualTo(MARK_ONE);
        }
    }

    @Test
    void retarget_moves_the_address_to_another_server() throws IOException {
        proxy.retarget(two.getLocalPort());
        try (Socket socket = connect()) {
            assertThat(socket.getInputStream().read()).isEqualTo(MARK_TWO);
        }
    }

    @Test
    void freeze_holds_bytes_back_and_restore_lets_them_go() throws IOException {
        proxy.freeze();
        try (Socket socket = connect()) {
            socket.setSoTimeout(200);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            proxy.restore();
            socket.setSoTimeout(5000);
            assertThat(socket.getInputStream().read()).isEqualTo(MARK_ONE);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(5000);
        return socket;
    }

    private static boolean ended(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Greets every connection with one byte and keeps it. */
    private static ServerSocket server(int mark) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> greet(server, mark));
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private static void greet(ServerSocket server, int mark) {
        try {
            while (true) {
                server.accept().getOutputStream().write(mark);
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
