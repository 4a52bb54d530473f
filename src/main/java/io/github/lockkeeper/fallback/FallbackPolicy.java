package io.github.lockkeeper.fallback;

import java.util.Optional;

/** One way to go on. A pure function: asks nobody, changes nothing, gives the same answer for the same case. */
interface FallbackPolicy {

    /** Empty where this way is not safe or not possible in this case. */
    Optional<FallbackDecision> decide(FallbackCase source);
}
