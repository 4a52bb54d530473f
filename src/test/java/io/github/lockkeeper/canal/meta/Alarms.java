package io.github.lockkeeper.canal.meta;

import com.alibaba.otter.canal.common.AbstractCanalLifeCycle;
import com.alibaba.otter.canal.common.alarm.CanalAlarmHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the alarms that were raised. */
public final class Alarms extends AbstractCanalLifeCycle implements CanalAlarmHandler {

    public final List<String> raised = new CopyOnWriteArrayList<>();

    @Override
    public void sendAlarm(String destination, String message) {
        raised.add(destination + ": " + message);
    }
}
