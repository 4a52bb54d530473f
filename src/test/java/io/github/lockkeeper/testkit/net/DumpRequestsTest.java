package io.github.lockkeeper.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DumpRequestsTest {

    private static final byte[] LOGIN = {2, 0, 0, 1, 0x12, 0x12};
    private static final byte[] EMPTY = {0, 0, 0, 3};
    private static final byte[] QUERY = {5, 0, 0, 0, 3, 0x12, 0, 0, 0};
    private static final byte[] DUMP = {3, 0, 0, 0, 0x12, 4, 0};
    private static final byte[] GTID_DUMP = {1, 0, 0, 0, 0x1e};

    @Test
    void a_dump_is_found_however_the_bytes_are_cut() {
        for (byte[] dump : new byte[][] {DUMP, GTID_DUMP}) {
            byte[] sent = joined(LOGIN, EMPTY, QUERY, dump, QUERY);
            for (int step = 1; step <= sent.length; step++) {
                assertThat(found(sent, step)).isEqualTo(1);
            }
        }
    }

    @Test
    void what_only_looks_like_one_is_none() {
        assertThat(found(joined(LOGIN, EMPTY, QUERY, LOGIN, QUERY), 4)).isZero();
    }

    private static int found(byte[] sent, int step) {
        DumpRequests requests = new DumpRequests();
        int found = 0;
        for (int at = 0; at < sent.length; at += step) {
            byte[] part = new byte[Math.min(step, sent.length - at)];
            System.arraycopy(sent, at, part, 0, part.length);
            found += requests.isIn(part, part.length) ? 1 : 0;
        }
        return found;
    }

    private static byte[] joined(byte[]... packets) {
        byte[] all = new byte[IntStream.range(0, packets.length).map(at -> packets[at].length).sum()];
        int length = 0;
        for (byte[] packet : packets) {
            System.arraycopy(packet, 0, all, length, packet.length);
            length += packet.length;
        }
        return all;
    }
}
