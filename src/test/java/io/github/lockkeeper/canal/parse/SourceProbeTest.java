package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import com.alibaba.otter.canal.parse.support.AuthenticationInfo;
import io.github.lockkeeper.canal.alarm.Reporter;
import io.github.lockkeeper.liveness.Backoff;
import io.github.lockkeeper.liveness.SourceCondition;
import io.github.lockkeeper.position.SourceName;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("A look at a source's servers beside its dump")
class SourceProbeTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.github.lockkeeper");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Looked parser = new Looked();
    private final SourceProbe probe = new SourceProbe(parser, Duration.ofSeconds(5));

    /** A source that streams, on a server that cannot be reached a second time now and then. */
    private static final class Looked extends SourceEventParser {
        private final SourceCondition condition = new SourceCondition(SourceName.of("orders"),
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 0), (line, bad) -> { });
        private boolean unreachable;

        Looked() {
            setSourceName("orders");
            reporter = new Reporter("group", null);
            condition.started();
            condition.delivered(true);
        }

        @Override
        public SourceCondition condition() {
            return condition;
        }

        @Override
        Optional<MysqlConnection> anotherConnection(Optional<AuthenticationInfo> to) {
            if (unreachable) {
                throw new IllegalStateException("connect\nfailed");
            }
            return Optional.empty();
        }
    }

    @BeforeEach
    void listen() {
        log.start();
        LOG.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        LOG.detachAppender(log);
    }

    private long told(boolean unreachable, int looks) {
        parser.unreachable = unreachable;
        for (int look = 0; look < looks; look++) {
            probe.run();
        }
        return log.list.stream().map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.startsWith("source=orders its servers cannot be looked at")).count();
    }

    @Test
    @DisplayName("that fails is told once, however often it fails, and once more when it fails again; nothing escapes")
    void toldOnce() {
        assertThat(told(false, 2)).isZero();
        assertThat(told(true, 3)).isEqualTo(1);
        assertThat(told(false, 1)).isEqualTo(1);
        assertThat(told(true, 2)).isEqualTo(2);
        assertThat(log.list).as("one line each").allMatch(event -> !event.getFormattedMessage().contains("\n"));
    }

    @Test
    @DisplayName("is left out while the source does not stream: the dump tells its own faults")
    void notStreaming() {
        parser.condition.stopped();
        assertThat(told(true, 3)).isZero();
    }
}
