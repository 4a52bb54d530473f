package io.github.lockkeeper.cursor;

import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.OpaqueFields;
import io.github.lockkeeper.position.ServerIdentity;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;

/** How far the consumer has got with one source, and which server's history that refers to. Immutable. */
public final class SourceCursor {
    private final BinlogOffset offset;
    private final ServerIdentity identity;
    private final String address;
    private final Map<String, Object> extras;

    private SourceCursor(BinlogOffset offset, ServerIdentity identity, String address, Map<String, Object> extras) {
        this.offset = Objects.requireNonNull(offset, "offset");
        this.identity = Objects.requireNonNull(identity, "identity");
        this.address = Objects.requireNonNull(address, "address");
        this.extras = extras;
    }

    /**
     * @param offset where the first event that the consumer has not acknowledged starts
     * @param address {@code host:port} as configured, of the server that the offset belongs to; empty if unknown
     */
    public static SourceCursor of(BinlogOffset offset, ServerIdentity identity, String address) {
        return new SourceCursor(offset, identity, address, Collections.emptyMap());
    }

    public SourceCursor withOffset(BinlogOffset newOffset) {
        return new SourceCursor(newOffset, identity, address, extras);
    }

    public SourceCursor withIdentity(ServerIdentity newIdentity) {
        return new SourceCursor(offset, newIdentity, address, extras);
    }

    public SourceCursor withAddress(String newAddress) {
        return new SourceCursor(offset, identity, newAddress, extras);
    }

    /** @param newExtras copied; values are what JSON knows: text, numbers, booleans, null, and maps and lists of them */
    public SourceCursor withExtras(Map<String, Object> newExtras) {
        return new SourceCursor(offset, identity, address, OpaqueFields.copyOf(newExtras));
    }

    /** Where the first event that the consumer has not acknowledged starts. */
    public BinlogOffset offset() {
        return offset;
    }

    /** The server whose history the offset refers to. */
    public ServerIdentity identity() {
        return identity;
    }

    /** {@code host:port} as configured, of the server that the offset belongs to; empty when unknown. */
    public String address() {
        return address;
    }

    /** Fields that a later version wrote; unmodifiable. */
    public Map<String, Object> extras() {
        return extras;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof SourceCursor)) {
            return false;
        }
        SourceCursor that = (SourceCursor) other;
        return offset.equals(that.offset)
                && identity.equals(that.identity)
                && address.equals(that.address)
                && extras.equals(that.extras);
    }

    @Override
    public int hashCode() {
        return Objects.hash(offset, identity, address, extras);
    }

    /** For messages. */
    @Override
    public String toString() {
        return offset + " of " + identity + " at " + (address.isEmpty() ? "an unknown address" : address);
    }
}
