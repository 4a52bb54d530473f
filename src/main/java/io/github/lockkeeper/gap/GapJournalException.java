package io.github.lockkeeper.gap;

import java.util.Objects;

/** Why the journal could not be read or written; what is wrong, where, and how it is mended. */
public class GapJournalException extends RuntimeException {
    /** What kind of failure it is, for the caller to decide on. */
    public enum Kind {
        /** The place cannot be read or written at the moment: permissions, disk, network. A retry may help. */
        UNAVAILABLE,
        /** There is a journal, but it is not as it was written. Must never be taken for an empty one. */
        DAMAGED,
        /** A newer version of this software wrote in it. */
        NEWER_VERSION
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String place;
    private final String problem;
    private final String remedy;

    /**
     * @param place the file or node concerned
     * @param problem what is wrong with it, as a clause: "is damaged in line 3"
     * @param remedy what to do, as one or more sentences
     */
    public GapJournalException(Kind kind, String place, String problem, String remedy) {
        super(place + " " + problem + ". " + remedy);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.place = place;
        this.problem = problem;
        this.remedy = remedy;
    }

    /** As the other one, with the failure behind it. */
    public static GapJournalException causedBy(
            Throwable cause, Kind kind, String place, String problem, String remedy) {
        GapJournalException exception = new GapJournalException(kind, place, problem, remedy);
        exception.initCause(cause);
        return exception;
    }

    public Kind kind() {
        return kind;
    }

    /** The file or node concerned. */
    public String place() {
        return place;
    }

    /** What is wrong with the place, as a clause that follows it. */
    public String problem() {
        return problem;
    }

    /** What to do about it, as one or more sentences. */
    public String remedy() {
        return remedy;
    }
}
