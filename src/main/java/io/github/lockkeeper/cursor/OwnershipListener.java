package io.github.lockkeeper.cursor;

/**
 * What the holder of a {@link CursorClaim} is told beside the answers to its calls. Told by threads of the store,
 * which must not be kept: whoever has more to do than to note it does that on a thread of its own.
 */
public interface OwnershipListener {
    /**
     * The claim is void for good. Told once.
     *
     * @param reason        a sentence with the place and who owns it now, as far as that is known
     * @param toOtherServer whether another server owns the destination, which may come back by the next election;
     *                      false if somebody wrote or deleted the record by hand, which only a person can judge
     */
    void lost(String reason, boolean toOtherServer);

    /**
     * {@link CursorClaim#isConfirmed()} changed for longer than a moment.
     *
     * @param sentence what happened, with the place and the consequence
     * @param bad      whether somebody should look
     */
    void told(String sentence, boolean bad);
}
