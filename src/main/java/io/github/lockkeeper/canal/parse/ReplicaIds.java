package io.github.lockkeeper.canal.parse;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Replica ids for sources that have none configured. The host hashes destination and machine, so that two sources
 * of a group on one server get the same id; here the source counts as well.
 */
final class ReplicaIds {

    private static final int LARGEST = Integer.MAX_VALUE;

    private ReplicaIds() {
    }

    /** @return an id in 1 … 2^31-1, the same at each start of this source on this machine */
    static long of(String destination, String source) {
        CRC32 hash = new CRC32();
        hash.update((machine() + '/' + destination + '/' + source).getBytes(StandardCharsets.UTF_8));
        return hash.getValue() % LARGEST + 1;
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().toString();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
