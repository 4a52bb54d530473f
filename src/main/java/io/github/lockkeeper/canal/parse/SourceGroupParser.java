package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.filter.aviater.AviaterRegexFilter;
import com.alibaba.otter.canal.parse.CanalEventParser;
import com.alibaba.otter.canal.parse.inbound.group.GroupEventParser;
import com.alibaba.otter.canal.protocol.ClientIdentity;
import io.github.lockkeeper.canal.meta.GroupMetaManager;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The sources of an instance, and the timer that looks after their threads. */
public class SourceGroupParser extends GroupEventParser {

    private static final long TICK_MILLIS = 50;

    private String destination;
    private GroupMetaManager metaManager;
    private ScheduledExecutorService timer;

    /** The clients' filters are in place before the first event is read; the host sets them only afterwards. */
    @Override
    public void start() {
        for (ClientIdentity client : metaManager.listAllSubscribeInfo(destination)) {
            if (client.getFilter() != null && !client.getFilter().isEmpty()) {
                narrow(new AviaterRegexFilter(client.getFilter()));
            }
        }
        super.start();
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lockkeeper-tick-" + destination);
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void narrow(AviaterRegexFilter clientFilter) {
        for (CanalEventParser parser : getEventParsers()) {
            ((SourceEventParser) parser).setEventFilter(clientFilter);
        }
    }

    private void tick() {
        for (CanalEventParser parser : getEventParsers()) {
            ((SourceEventParser) parser).tick();
        }
    }

    @Override
    public void stop() {
        timer.shutdownNow();
        super.stop();
    }

    public void setDestination(String destination) {
        this.destination = destination;
    }

    public void setMetaManager(GroupMetaManager metaManager) {
        this.metaManager = metaManager;
    }
}
