package io.github.lockkeeper.persistence.zookeeper;

import io.github.lockkeeper.cursor.OwnershipListener;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it was told. */
final class Told implements OwnershipListener {
    private final List<String> losses = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();
    private boolean toOtherServer;

    @Override
    public synchronized void lost(String reason, boolean toOther) {
        losses.add(reason);
        toOtherServer = toOther;
    }

    @Override
    public synchronized void told(String sentence, boolean bad) {
        sentences.add((bad ? "bad: " : "good: ") + sentence);
    }

    synchronized List<String> losses() {
        return List.copyOf(losses);
    }

    synchronized List<String> sentences() {
        return List.copyOf(sentences);
    }

    synchronized boolean isToOtherServer() {
        return toOtherServer;
    }
}
