package io.github.lockkeeper.recovery;

import io.github.lockkeeper.fallback.FallbackChain;
import io.github.lockkeeper.position.BinlogCoordinates;
import java.util.Objects;
import java.util.Optional;

/** What the user chose for a source's recovery. Immutable. */
public final class RecoverySettings {

    private final FallbackChain chain;
    private final boolean gtidsAllowed;
    private final boolean gtidsPreferred;
    private final long marginSeconds;
    private final Optional<BinlogCoordinates> moveTo;

    /**
     * @param gtidsAllowed   false with {@code gtidon=false}
     * @param gtidsPreferred true with {@code gtidon=true}: dumps by GTID set where the server has one
     * @param marginSeconds  {@code canal.instance.fallbackIntervalInSeconds}
     */
    public RecoverySettings(FallbackChain chain, boolean gtidsAllowed, boolean gtidsPreferred, long marginSeconds) {
        this(chain, gtidsAllowed, gtidsPreferred, marginSeconds, Optional.empty());
    }

    private RecoverySettings(FallbackChain chain, boolean gtidsAllowed, boolean gtidsPreferred, long marginSeconds,
            Optional<BinlogCoordinates> moveTo) {
        this.chain = Objects.requireNonNull(chain, "chain");
        this.gtidsAllowed = gtidsAllowed;
        this.gtidsPreferred = gtidsPreferred;
        this.marginSeconds = marginSeconds;
        this.moveTo = moveTo;
    }

    /** With an order to go on there, once. */
    public RecoverySettings movingTo(Optional<BinlogCoordinates> place) {
        return new RecoverySettings(chain, gtidsAllowed, gtidsPreferred, marginSeconds, place);
    }

    Optional<BinlogCoordinates> moveTo() {
        return moveTo;
    }

    FallbackChain chain() {
        return chain;
    }

    boolean gtidsAllowed() {
        return gtidsAllowed;
    }

    boolean gtidsPreferred() {
        return gtidsPreferred;
    }

    long marginSeconds() {
        return marginSeconds;
    }
}
