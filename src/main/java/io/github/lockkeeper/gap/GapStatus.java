package io.github.lockkeeper.gap;

/** What has become of an entry. The names are written into journals: frozen once released. */
public enum GapStatus {

    /** Decided and written down, but no event has come from where it leads to; decided again at the next start. */
    UNCONFIRMED,

    /** It has happened, and what it says is missing or may be. */
    OPEN,

    /** What was missing has been brought. */
    REPAIRED,

    /** Nothing is to be done about it: nothing is missing, or a person has said so. */
    ACCEPTED
}
