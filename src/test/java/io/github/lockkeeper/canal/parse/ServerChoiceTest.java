package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.parse.support.AuthenticationInfo;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Which server a source reads from")
class ServerChoiceTest {

    private final AuthenticationInfo master = at("10.0.0.1", 3306);
    private final AuthenticationInfo standby = at("10.0.0.2", 3306);

    private static AuthenticationInfo at(String host, int port) {
        return new AuthenticationInfo(InetSocketAddress.createUnresolved(host, port), "canal", "canal");
    }

    @Test
    @DisplayName("the one that the cursor belongs to; the master where it is none of them")
    void atAddress() {
        ServerChoice choice = new ServerChoice(master, standby);
        assertThat(choice.at("10.0.0.1:3306")).isSameAs(master);
        assertThat(choice.at("10.0.0.2:3306")).isSameAs(standby);
        assertThat(choice.at("10.0.0.2:3307")).isSameAs(master);
        assertThat(choice.at("")).isSameAs(master);
    }

    @Test
    @DisplayName("each is the other of the other")
    void other() {
        ServerChoice choice = new ServerChoice(master, standby);
        assertThat(choice.otherThan(master)).containsSame(standby);
        assertThat(choice.otherThan(standby)).containsSame(master);
        assertThat(choice.isStandby(standby)).isTrue();
        assertThat(choice.isStandby(master)).isFalse();
    }

    @Test
    @DisplayName("without a standby, or with one that has no address, there is no other")
    void none() {
        for (AuthenticationInfo no : new AuthenticationInfo[] {null, new AuthenticationInfo()}) {
            ServerChoice choice = new ServerChoice(master, no);
            assertThat(choice.otherThan(master)).isEmpty();
            assertThat(choice.at("10.0.0.2:3306")).isSameAs(master);
            assertThat(choice.isStandby(master)).isFalse();
        }
    }

    @Test
    @DisplayName("an IPv6 address stands in brackets, as it is configured")
    void ipv6() {
        AuthenticationInfo six = at("fe80::1%eth0", 3306);
        assertThat(ServerChoice.text(six.getAddress())).isEqualTo("[fe80::1%eth0]:3306");
        assertThat(ServerChoice.text(new InetSocketAddress("127.0.0.1", 3306))).isEqualTo("127.0.0.1:3306");
        assertThat(new ServerChoice(master, six).at("[fe80::1%eth0]:3306")).isSameAs(six);
    }

    @Test
    @DisplayName("the same address twice is the master, and each is still told from the other")
    void twice() {
        AuthenticationInfo again = at("10.0.0.1", 3306);
        ServerChoice choice = new ServerChoice(master, again);
        assertThat(choice.at("10.0.0.1:3306")).isSameAs(master);
        assertThat(choice.isStandby(master)).isFalse();
        assertThat(choice.otherThan(again)).containsSame(master);
    }
}
