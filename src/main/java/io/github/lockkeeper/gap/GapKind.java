package io.github.lockkeeper.gap;

/** What an entry of the journal tells of. The names are written into journals: frozen once released. */
public enum GapKind {

    /** A source began for the first time: where, and what was before it is not delivered. */
    START,

    /** A source began where Canal's own cursor, from before this software, says or implies. */
    ADOPTED,

    /** Events between two places are not delivered. */
    GAP,

    /** The source went back: events may be delivered a second time. */
    REPLAY,

    /** Same server, but its binlog is not the one that the cursor was made on. */
    REWOUND,

    /** The server lacks transactions that were delivered. */
    DIVERGED,

    /** The server itself says that events may be missing from its binlog. */
    INCIDENT,

    /** Events were passed over because a policy or a person said so. */
    SKIPPED
}
