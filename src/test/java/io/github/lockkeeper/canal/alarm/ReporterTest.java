package io.github.lockkeeper.canal.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.alibaba.otter.canal.common.AbstractCanalLifeCycle;
import com.alibaba.otter.canal.common.alarm.CanalAlarmHandler;
import io.github.lockkeeper.canal.meta.Alarms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

@DisplayName("What people are told")
class ReporterTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.lockkeeper");
    private final Level before = logger.getLevel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            super.append(event);
        }
    };
    private final Alarms alarms = new Alarms();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.WARN);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
        logger.setLevel(before);
        MDC.clear();
    }

    private ILoggingEvent line() {
        assertThat(log.list).hasSize(1);
        return log.list.get(0);
    }

    @Test
    @DisplayName("a warning is a WARN in the destination's log and an alarm")
    void warn() {
        new Reporter("group", alarms).warn("the disk is full");
        assertThat(line().getLevel()).isEqualTo(Level.WARN);
        assertThat(line().getFormattedMessage()).isEqualTo("the disk is full");
        assertThat(line().getMDCPropertyMap()).containsEntry("destination", "group");
        assertThat(alarms.raised).containsExactly("group: the disk is full");
    }

    @Test
    @DisplayName("a note is no alarm, but a WARN too: the host shows no less")
    void note() {
        new Reporter("group", alarms).note("it works again");
        assertThat(line().getLevel()).isEqualTo(Level.WARN);
        assertThat(alarms.raised).isEmpty();
    }

    @Test
    @DisplayName("the stack trace comes with what nobody has classified, and only there")
    void trace() {
        new Reporter("group", alarms).warn("odd", new IllegalStateException("x"));
        assertThat(line().getThrowableProxy().getMessage()).isEqualTo("x");
        log.list.clear();
        new Reporter("group", alarms).warn("known");
        assertThat(line().getThrowableProxy()).isNull();
    }

    @Test
    @DisplayName("I20: the thread's own destination is as before, whether it had one or not")
    void mdc() {
        new Reporter("group", null).warn("x");
        assertThat(MDC.get("destination")).isNull();
        MDC.put("destination", "other");
        new Reporter("group", null).warn("x");
        assertThat(MDC.get("destination")).isEqualTo("other");
        assertThat(log.list).allSatisfy(event -> assertThat(event.getMDCPropertyMap())
                .containsEntry("destination", "group"));
    }

    @Test
    @DisplayName("an alarm handler that fails harms nobody, and is told in the log")
    void failingHandler() {
        Reporter reporter = new Reporter("group", new FailingAlarms());
        assertThatCode(() -> reporter.warn("x {} y")).doesNotThrowAnyException();
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("x {} y", "the alarm handler failed: java.lang.IllegalStateException: no network");
    }

    private static final class FailingAlarms extends AbstractCanalLifeCycle implements CanalAlarmHandler {
        @Override
        public void sendAlarm(String destination, String message) {
            throw new IllegalStateException("no network");
        }
    }
}
