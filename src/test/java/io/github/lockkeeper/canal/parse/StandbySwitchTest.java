package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.parse.support.AuthenticationInfo;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The switch between a source's master and its standby")
class StandbySwitchTest {

    private static final Fault AWAY = Fault.of(FaultKind.CONNECTION, "refused");

    private final AuthenticationInfo master = at("10.0.0.1");
    private final AuthenticationInfo standby = at("10.0.0.2");
    private final FakeServers servers = new FakeServers();
    private Duration now = Duration.ZERO;
    private long delivered;
    private final StandbySwitch change = new StandbySwitch(servers, () -> now.toNanos());

    private static AuthenticationInfo at(String host) {
        return new AuthenticationInfo(InetSocketAddress.createUnresolved(host, 3306), "canal", "canal");
    }

    /** A source that streams from its master. */
    private final class FakeServers implements StandbySwitch.Servers {
        private AuthenticationInfo second = standby;
        private AuthenticationInfo inUse = master;
        private boolean streaming = true;
        private boolean returns = true;
        private long attempts = 1;
        private int reconnects;
        private final List<String> alarms = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        @Override
        public ServerChoice choice() {
            return new ServerChoice(master, second);
        }

        @Override
        public AuthenticationInfo inUse() {
            return inUse;
        }

        @Override
        public void use(AuthenticationInfo server) {
            inUse = server;
        }

        @Override
        public void reconnect() {
            reconnects++;
        }

        @Override
        public boolean isStreaming() {
            return streaming;
        }

        @Override
        public long attempts() {
            return attempts;
        }

        @Override
        public boolean mayReturnToMaster() {
            return returns;
        }

        @Override
        public void tell(String line, boolean bad) {
            (bad ? alarms : notes).add(line);
        }
    }

    private void silentFor(long seconds) {
        now = now.plusSeconds(seconds);
    }

    private void nextAttempt() {
        servers.attempts++;
        change.takeIfRequested();
    }

    @Test
    @DisplayName("failing pings of a source whose dump delivers do not switch it; it is told once an attempt")
    void deliveringSource() {
        for (int second = 0; second < 300; second += 10) {
            silentFor(10);
            change.noteDelivery(++delivered);
            change.pingsFailed();
        }
        assertThat(servers.reconnects).isZero();
        assertThat(servers.alarms).isEmpty();
        assertThat(servers.notes).containsExactly("its pings fail, but its dump delivers: it is not switched");
        nextAttempt();
        assertThat(servers.inUse).isSameAs(master);
        change.pingsFailed();
        assertThat(servers.notes).hasSize(2);
    }

    @Test
    @DisplayName("the same event seen again and again is no delivery: failing pings switch a source that is silent")
    void silentSource() {
        long last = ++delivered;
        change.noteDelivery(last);
        silentFor(29);
        change.noteDelivery(last);
        change.pingsFailed();
        assertThat(servers.reconnects).isZero();
        silentFor(1);
        change.noteDelivery(last);
        change.pingsFailed();
        assertThat(servers.reconnects).isEqualTo(1);
        assertThat(servers.alarms).singleElement().asString().contains("policy=standby").contains("10.0.0.2:3306");
    }

    @Test
    @DisplayName("a source that has no dump at all is switched at once")
    void notStreaming() {
        servers.streaming = false;
        change.pingsFailed();
        assertThat(servers.reconnects).isEqualTo(1);
    }

    @Test
    @DisplayName("without a standby there is nothing to switch to; it is told once an attempt")
    void noStandby() {
        servers.second = null;
        silentFor(60);
        change.pingsFailed();
        change.pingsFailed();
        change.take();
        assertThat(servers.reconnects).isZero();
        assertThat(servers.inUse).isSameAs(master);
        assertThat(change.isTaken()).isFalse();
        assertThat(servers.notes).containsExactly("its pings fail, but it has no standby: it is not switched");
    }

    @Test
    @DisplayName("the switch happens between two attempts, not when it is asked for")
    void betweenAttempts() {
        silentFor(60);
        change.pingsFailed();
        assertThat(servers.inUse).as("while the attempt ends").isSameAs(master);
        assertThat(change.isTaken()).isFalse();
        nextAttempt();
        assertThat(servers.inUse).isSameAs(standby);
        assertThat(change.isTaken()).isTrue();
        nextAttempt();
        assertThat(servers.inUse).as("a request is for one switch").isSameAs(standby);
    }

    @Test
    @DisplayName("a standby that cannot be reached sends the source back; one that fails otherwise, or has sent, does not")
    void wayBack() {
        change.take();
        change.failed(Fault.of(FaultKind.BINLOG_PURGED, "purged"));
        assertThat(servers.inUse).isSameAs(standby);
        change.failed(AWAY);
        assertThat(servers.inUse).isSameAs(master);
        assertThat(change.isTaken()).isFalse();
        change.failed(AWAY);
        assertThat(servers.inUse).as("the first one is asked again").isSameAs(master);

        change.take();
        change.arrived();
        change.failed(AWAY);
        assertThat(servers.inUse).as("it has sent, so the cursor may be its own").isSameAs(standby);
    }

    @Test
    @DisplayName("a request that meets a switch by the recovery does not undo it")
    void requestAndRecovery() {
        silentFor(60);
        change.pingsFailed();
        change.take();
        nextAttempt();
        assertThat(servers.inUse).isSameAs(standby);
    }

    @Test
    @DisplayName("a request that meets the way back from a standby that is away does not undo it")
    void requestAndWayBack() {
        change.take();
        servers.streaming = false;
        change.pingsFailed();
        change.failed(AWAY);
        nextAttempt();
        assertThat(servers.inUse).isSameAs(master);
    }

    @Test
    @DisplayName("the master is looked at only while the source reads from its standby, and may go back")
    void masterToReturnTo() {
        assertThat(change.masterToReturnTo()).isEmpty();
        change.take();
        assertThat(change.masterToReturnTo()).containsSame(master);
        servers.returns = false;
        assertThat(change.masterToReturnTo()).isEmpty();
    }

    @Test
    @DisplayName("the return to the master is a switch between attempts too, and no alarm")
    void returnToMaster() {
        change.take();
        change.arrived();
        change.returnToMaster();
        assertThat(servers.reconnects).isEqualTo(1);
        assertThat(servers.inUse).isSameAs(standby);
        nextAttempt();
        assertThat(servers.inUse).isSameAs(master);
        assertThat(servers.alarms).isEmpty();
        assertThat(servers.notes).hasSize(1);
    }
}
