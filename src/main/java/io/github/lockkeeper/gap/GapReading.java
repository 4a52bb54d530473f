package io.github.lockkeeper.gap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A journal as it was found by somebody who only looks, while another one may be writing it. Immutable. */
public final class GapReading {
    private final List<Gap> entries;
    private final String place;
    private final Optional<String> remark;

    private GapReading(List<Gap> entries, String place, Optional<String> remark) {
        this.entries = entries;
        this.place = Objects.requireNonNull(place, "place");
        this.remark = remark;
    }

    /**
     * @param entries the present state of each, by id; copied
     * @param place the file or node that they are from
     * @param remark what is there and is not an entry yet, as sentences; empty when there is nothing else
     */
    public static GapReading of(List<Gap> entries, String place, Optional<String> remark) {
        return new GapReading(Collections.unmodifiableList(new ArrayList<>(entries)), place, remark);
    }

    /** The present state of each entry, by id; unmodifiable. */
    public List<Gap> entries() {
        return entries;
    }

    /** The file or node that they are from. */
    public String place() {
        return place;
    }

    /** What is there and is not an entry: a line that is not whole. */
    public Optional<String> remark() {
        return remark;
    }

    /** For messages. */
    @Override
    public String toString() {
        return place + " " + entries + remark.map(text -> " remark=" + text).orElse("");
    }
}
