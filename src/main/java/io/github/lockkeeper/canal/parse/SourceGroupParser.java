package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.common.alarm.CanalAlarmHandler;
import com.alibaba.otter.canal.filter.aviater.AviaterRegexFilter;
import com.alibaba.otter.canal.parse.inbound.group.GroupEventParser;
import com.alibaba.otter.canal.protocol.ClientIdentity;
import io.github.lockkeeper.canal.alarm.Reporter;
import io.github.lockkeeper.canal.meta.Fenced;
import io.github.lockkeeper.canal.meta.GroupMetaManager;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The sources of an instance, and the timer that looks after their threads. */
public class SourceGroupParser extends GroupEventParser implements Fenced {

    private static final long TICK_MILLIS = 50;
    private static final long LONGEST_TICK_SECONDS = 10;

    private String destination;
    private GroupMetaManager metaManager;
    private CanalAlarmHandler alarmHandler;
    private long probeIntervalSeconds = 10;
    private ScheduledExecutorService timer;
    private Probes probes;
    private Probes lateSends;

    /** The clients' filters are in place before the first event is read; the host sets them only afterwards. */
    @Override
    public void start() {
        for (ClientIdentity client : metaManager.listAllSubscribeInfo(destination)) {
            if (client.getFilter() != null && !client.getFilter().isEmpty()) {
                narrow(new AviaterRegexFilter(client.getFilter()));
            }
        }
        startMembers();
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lockkeeper-tick-" + destination);
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        probes = new Probes(destination, members().stream().<Runnable>map(member -> member.probe()::run)
                .collect(Collectors.toList()), TimeUnit.SECONDS.toMillis(probeIntervalSeconds));
        GroupLateSends late = new GroupLateSends(metaManager, members(), new Reporter(destination, alarmHandler));
        lateSends = new Probes(destination, Collections.singletonList(late::check), GroupLateSends.PERIOD_MILLIS);
    }

    /** One member that cannot start ends the others again, else they would run on behind a failed instance. */
    private void startMembers() {
        for (SourceEventParser member : members()) {
            member.setGroupRunning(true);
        }
        try {
            super.start();
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    private List<SourceEventParser> members() {
        return getEventParsers().stream().map(SourceEventParser.class::cast).collect(Collectors.toList());
    }

    private void narrow(AviaterRegexFilter clientFilter) {
        members().forEach(member -> member.setEventFilter(clientFilter));
    }

    private void tick() {
        members().forEach(SourceEventParser::tick);
    }

    /** The timer ends first: it may be about to start a member again. */
    @Override
    public void stop() {
        metaManager.stopping();
        members().forEach(member -> member.setGroupRunning(false));
        if (probes != null) {
            probes.stop();
            lateSends.stop();
            probes = null;
        }
        if (timer != null) {
            timer.shutdownNow();
            awaitTimer();
            timer = null;
        }
        super.stop();
    }

    @Override
    public void fenced(String reason) {
        members().forEach(member -> member.fenced(reason));
    }

    /** The group itself stays started: the host ends what belongs to it only then. */
    @Override
    public void endSources() {
        members().forEach(member -> member.setGroupRunning(false));
        for (SourceEventParser member : members()) {
            try {
                member.stop();
            } catch (RuntimeException e) {
                new Reporter(destination, alarmHandler).warn("source=" + member.source() + " could not be ended", e);
            }
        }
    }

    private void awaitTimer() {
        try {
            timer.awaitTermination(LONGEST_TICK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void setDestination(String destination) {
        this.destination = destination;
    }

    /** Seconds between two looks at each source's servers. */
    public void setProbeInterval(long seconds) {
        this.probeIntervalSeconds = seconds;
    }

    public void setAlarmHandler(CanalAlarmHandler alarmHandler) {
        this.alarmHandler = alarmHandler;
    }

    public void setMetaManager(GroupMetaManager metaManager) {
        this.metaManager = metaManager;
    }
}
