package io.github.lockkeeper.canal.meta;

import com.alibaba.otter.canal.common.alarm.CanalAlarmHandler;
import com.alibaba.otter.canal.common.zookeeper.running.ServerRunningMonitor;
import com.alibaba.otter.canal.common.zookeeper.running.ServerRunningMonitors;
import com.alibaba.otter.canal.instance.core.CanalInstance;
import com.alibaba.otter.canal.server.embedded.CanalServerWithEmbedded;
import io.github.lockkeeper.canal.alarm.Reporter;
import io.github.lockkeeper.cursor.OwnershipListener;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.MDC;

/**
 * What follows when this server does not own the destination any more: the whole instance is stopped through the host,
 * from a thread of ours, so that the next election builds a fresh one (I15). The host itself lets a loser run on, and
 * starts nothing where something runs when it wins again.
 */
public class OwnershipLoss implements OwnershipListener {

    private static final long LOOK_MILLIS = 500;
    private static final long START_LOOKS = 20;
    private static final long REMINDER_MILLIS = TimeUnit.MINUTES.toMillis(10);

    private String destination;
    private CanalInstance instance;
    private CanalAlarmHandler alarmHandler;
    private volatile Optional<LateSendsWatch> lateSends = Optional.empty();

    @Override
    public void lost(String reason, boolean toOtherServer) {
        run("fenced", () -> {
            Reporter reporter = reporter();
            fenced(reporter, reason);
            reporter.warn("state=FENCED this server does not own the destination any more and stops it: " + reason
                    + (toOtherServer ? "" : " It stays stopped here until a person has looked: restart the destination,"
                    + " which goes on from what the record says then."));
            endSources(reporter);
            if (toOtherServer) {
                awaitSender(reporter).ifPresent(leave -> run("late-sends", leave));
            } else {
                lateSends.ifPresent(LateSendsWatch::letBe);
            }
            stopInstance(reporter);
            if (toOtherServer) {
                standForElection(reporter);
            } else {
                remind(reporter, reason);
            }
        });
    }

    private void fenced(Reporter reporter, String reason) {
        try {
            sources().ifPresent(sources -> sources.fenced(reason));
        } catch (RuntimeException | Error e) {
            reporter.warn("what the sources show could not be changed", e);
        }
    }

    /** Whatever goes wrong there: the instance has to be stopped. */
    private void endSources(Reporter reporter) {
        try {
            sources().ifPresent(Fenced::endSources);
        } catch (RuntimeException | Error e) {
            reporter.warn("the sources could not be ended before the instance", e);
        }
    }

    private Optional<Fenced> sources() {
        return instance.getEventParser() instanceof Fenced
                ? Optional.of((Fenced) instance.getEventParser()) : Optional.empty();
    }

    private Optional<Runnable> awaitSender(Reporter reporter) {
        try {
            return lateSends.flatMap(LateSendsWatch::awaitSender);
        } catch (RuntimeException | Error e) {
            reporter.warn("it is not known what the sender to the queue had in hand", e);
            return Optional.empty();
        }
    }

    /** @param watch over what the host's sender has in hand; empty where clients take */
    void watches(Optional<LateSendsWatch> watch) {
        this.lateSends = watch;
    }

    /** A start failed for a reason that may pass: the host would keep the destination without running it. */
    void startFailed() {
        run("start-failed", () -> standForElection(reporter()));
    }

    private void run(String what, Runnable task) {
        Thread thread = new Thread(() -> {
            MDC.put("destination", destination);
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                reporter().warn("what follows the loss of the destination failed", e);
            }
        }, "lockkeeper-" + what + "-" + destination);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void told(String sentence, boolean bad) {
        if (bad) {
            reporter().warn(sentence);
        } else {
            reporter().note(sentence);
        }
    }

    private void stopInstance(Reporter reporter) {
        if (isTheServers()) {
            CanalServerWithEmbedded.instance().stop(destination);
        } else if (instance.isStart()) {
            instance.stop();
        }
        reporter.note("the destination is stopped on this server");
    }

    /** Not in an embedding program that has a server of its own, or none. */
    private boolean isTheServers() {
        try {
            CanalServerWithEmbedded server = CanalServerWithEmbedded.instance();
            return server.isStart() && server.getCanalInstances().get(destination) == instance;
        } catch (NoClassDefFoundError noServer) {
            return false;
        }
    }

    /**
     * If the host won again while the old instance still ran, it started nothing. It is made to give the destination
     * up, after which every server may win it, this one too.
     */
    private void standForElection(Reporter reporter) {
        if (HostAddress.ofThisServer() == null || startedByHost()) {
            return;
        }
        ServerRunningMonitor monitor = ServerRunningMonitors.getRunningMonitor(destination);
        if (monitor.isStart() && monitor.check()) {
            reporter.note("this server holds the destination without running it, and gives it up for a new election");
            monitor.release();
        }
    }

    /** A line that scrolled away must not leave a dead destination silent. Ends when it runs here again. */
    private void remind(Reporter reporter, String reason) {
        if (HostAddress.ofThisServer() == null) {
            return;
        }
        ServerRunningMonitor monitor = ServerRunningMonitors.getRunningMonitor(destination);
        while (monitor.isStart() && !isStartedAnew() && Pause.of(REMINDER_MILLIS)) {
            if (monitor.isStart() && !isStartedAnew()) {
                reporter.warn("state=FENCED still: the destination is stopped on this server: " + reason);
            }
        }
    }

    /** Waits a little: the host may be about to. */
    private boolean startedByHost() {
        for (int look = 0; look < START_LOOKS; look++) {
            if (isStartedAnew() || !Pause.of(LOOK_MILLIS)) {
                return true;
            }
        }
        return false;
    }

    private boolean isStartedAnew() {
        CanalInstance other = CanalServerWithEmbedded.instance().getCanalInstances().get(destination);
        return other != null && other != instance && other.isStart();
    }

    private Reporter reporter() {
        return new Reporter(destination, alarmHandler);
    }

    // ---- set by the template

    public void setDestination(String destination) {
        this.destination = destination;
    }

    /** The whole instance that this belongs to. */
    public void setInstance(CanalInstance instance) {
        this.instance = instance;
    }

    public void setAlarmHandler(CanalAlarmHandler alarmHandler) {
        this.alarmHandler = alarmHandler;
    }
}
