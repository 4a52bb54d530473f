package io.github.lockkeeper.cursor.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What must be true, by plain lists: all events put, all boundaries with the sequence they were put at, and what the
 * client holds. A source's cursor is the number of its transactions that are done with.
 */
final class Model {

    /** A boundary of a source, and the source's last event that was in the store when it came, -1 for none. */
    private record Boundary(int source, long sequence, int cursor) {
    }

    private final List<SourceScript> scripts;
    private final List<Sent> put = new ArrayList<>();
    private final List<Boundary> boundaries = new ArrayList<>();
    private final Map<Integer, Integer> handedOver = new HashMap<>();
    private Map<Integer, Integer> acknowledged = new HashMap<>();
    private final Map<Integer, Integer> durable = new HashMap<>();
    private final Set<Sent> held = new HashSet<>();
    private long acknowledgedSequence = -1;
    private long handedOutSequence = -1;
    private long dropped;

    Model(List<SourceScript> scripts) {
        this.scripts = scripts;
    }

    void put(int source, List<Sent> events, Optional<Integer> cursor) {
        put.addAll(events);
        cursor.ifPresent(to -> {
            boundaries.add(new Boundary(source, lastSequenceOf(source), to));
            handedOver.put(source, to);
            advance();
        });
    }

    /** The events that a get may give next, in order. */
    List<Sent> toHandOut() {
        return put.subList((int) handedOutSequence + 1, put.size());
    }

    void handedOut(int events) {
        handedOutSequence += events;
    }

    void acknowledge(List<Sent> events, long sequence) {
        held.addAll(events);
        acknowledgedSequence = sequence;
        advance();
    }

    private void advance() {
        boundaries.stream().filter(boundary -> boundary.sequence() <= acknowledgedSequence)
                .forEach(boundary -> acknowledged.put(boundary.source(), boundary.cursor()));
    }

    void rollBack() {
        handedOutSequence = acknowledgedSequence;
    }

    void flushed() {
        durable.putAll(acknowledged);
    }

    void fixed(int source) {
        durable.put(source, 0);
    }

    void dropped(int calls) {
        dropped += calls;
    }

    void restart() {
        put.clear();
        boundaries.clear();
        handedOver.clear();
        acknowledgedSequence = -1;
        handedOutSequence = -1;
    }

    void crash() {
        restart();
        acknowledged = new HashMap<>();
        dropped = 0;
    }

    /** Where an attempt of the source resumes. */
    Optional<Integer> resume(int source) {
        return Optional.ofNullable(handedOver.getOrDefault(source,
                acknowledged.getOrDefault(source, durable.get(source))));
    }

    Optional<Integer> handedOver(int source) {
        return Optional.ofNullable(handedOver.get(source));
    }

    Optional<Integer> acknowledged(int source) {
        return Optional.ofNullable(acknowledged.get(source));
    }

    Optional<Integer> durable(int source) {
        return Optional.ofNullable(durable.get(source));
    }

    /** The events before a cursor of a source that the client does not hold: lost, should it start there. */
    List<Sent> missingBefore(int source, int cursor) {
        List<Sent> missing = new ArrayList<>();
        SourceScript script = scripts.get(source);
        for (int transaction = 0; transaction < cursor; transaction++) {
            for (int index = 0; index < script.eventsIn(transaction); index++) {
                missing.add(script.event(transaction, index));
            }
        }
        missing.removeAll(held);
        return missing;
    }

    /** Boundaries waiting for an acknowledgement, counted once for each source and sequence. */
    int waiting() {
        Set<String> places = new HashSet<>();
        boundaries.stream().filter(boundary -> boundary.sequence() > acknowledgedSequence)
                .forEach(boundary -> places.add(boundary.source() + "@" + boundary.sequence()));
        return places.size();
    }

    boolean isAllAcknowledged() {
        return acknowledgedSequence == lastSequence();
    }

    long acknowledgedSequence() {
        return acknowledgedSequence;
    }

    long handedOutSequence() {
        return handedOutSequence;
    }

    long dropped() {
        return dropped;
    }

    private long lastSequenceOf(int source) {
        long sequence = lastSequence();
        while (sequence >= 0 && put.get((int) sequence).source() != source) {
            sequence--;
        }
        return sequence;
    }

    private long lastSequence() {
        return put.size() - 1L;
    }
}
