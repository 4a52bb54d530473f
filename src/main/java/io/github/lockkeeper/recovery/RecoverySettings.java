package io.github.lockkeeper.recovery;

import io.github.lockkeeper.fallback.FallbackChain;
import java.util.Objects;

/** What the user chose for a source's recovery. Immutable. */
public final class RecoverySettings {

    private final FallbackChain chain;
    private final boolean gtidsAllowed;
    private final boolean gtidsPreferred;
    private final long marginSeconds;

    /**
     * @param gtidsAllowed   false with {@code gtidon=false}
     * @param gtidsPreferred true with {@code gtidon=true}: dumps by GTID set where the server has one
     * @param marginSeconds  {@code canal.instance.fallbackIntervalInSeconds}
     */
    public RecoverySettings(FallbackChain chain, boolean gtidsAllowed, boolean gtidsPreferred, long marginSeconds) {
        this.chain = Objects.requireNonNull(chain, "chain");
        this.gtidsAllowed = gtidsAllowed;
        this.gtidsPreferred = gtidsPreferred;
        this.marginSeconds = marginSeconds;
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
