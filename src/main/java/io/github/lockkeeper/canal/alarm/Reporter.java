package io.github.lockkeeper.canal.alarm;

import com.alibaba.otter.canal.common.alarm.CanalAlarmHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Tells people: one WARN in the log of the destination, and one alarm. The host routes logs by the MDC key
 * {@code destination}, which only some of its threads carry, so it is set around every line (I20).
 */
public final class Reporter {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.lockkeeper");
    private static final String MDC_KEY = "destination";

    private final String destination;
    private final CanalAlarmHandler alarm;

    /** @param alarm may be null, where the host was set up without one */
    public Reporter(String destination, CanalAlarmHandler alarm) {
        this.destination = destination;
        this.alarm = alarm;
    }

    /** A line in the log and an alarm. */
    public void warn(String line) {
        log(line, null);
        raiseAlarm(line);
    }

    /** A line in the log alone: something that went well. */
    public void note(String line) {
        log(line, null);
    }

    /** A line, a stack trace and an alarm: for what nobody has classified. */
    public void warn(String line, Throwable cause) {
        log(line, cause);
        raiseAlarm(line);
    }

    private void log(String line, Throwable cause) {
        String before = MDC.get(MDC_KEY);
        MDC.put(MDC_KEY, destination);
        try {
            LOG.warn("{}", line, cause);
        } finally {
            if (before == null) {
                MDC.remove(MDC_KEY);
            } else {
                MDC.put(MDC_KEY, before);
            }
        }
    }

    private void raiseAlarm(String line) {
        if (alarm == null) {
            return;
        }
        try {
            alarm.sendAlarm(destination, line);
        } catch (RuntimeException e) {
            log("the alarm handler failed: " + e, null);
        }
    }
}
