package io.github.lockkeeper.gap;

/** How much is known of what an entry says is missing. The names are written into journals: frozen once released. */
public enum Certainty {

    /** Known transaction by transaction, by GTID arithmetic. */
    EXACT,

    /** What is missing lies within the named files and bytes. */
    BOUNDED,

    /** The history cannot be proven: something may be missing or come twice, and nobody can tell how much. */
    POSSIBLE
}
