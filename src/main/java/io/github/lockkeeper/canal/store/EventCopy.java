package io.github.lockkeeper.canal.store;

import com.alibaba.otter.canal.store.model.Event;

/** A second event with the same content. */
final class EventCopy {

    private EventCopy() {
    }

    static Event of(Event original) {
        Event copy = new Event();
        copy.setLogIdentity(original.getLogIdentity());
        copy.setRawEntry(original.getRawEntry());
        copy.setExecuteTime(original.getExecuteTime());
        copy.setEntryType(original.getEntryType());
        copy.setJournalName(original.getJournalName());
        copy.setPosition(original.getPosition());
        copy.setServerId(original.getServerId());
        copy.setEventType(original.getEventType());
        copy.setGtid(original.getGtid());
        copy.setRawLength(original.getRawLength());
        copy.setEntry(original.getEntry());
        return copy;
    }
}
