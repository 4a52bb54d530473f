package io.github.lockkeeper.scenario.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Rewrites a binlog file of a stopped MySQL 5.7 so that its last transaction is what MySQL 8.0.20 and later write with
 * {@code binlog_transaction_compression=ON}: its events in one TRANSACTION_PAYLOAD event. The server then sends it as it
 * stands, because it looks only at the types that it knows. The Zstandard frame holds its block uncompressed, which
 * every reader of such frames unpacks like any other.
 */
final class PackedBinlog {

    private static final int HEADER = 19;
    private static final int CHECKSUM = 4;
    private static final int MAGIC = 4;
    private static final int QUERY = 2;
    private static final int XID = 16;
    private static final int TRANSACTION_PAYLOAD = 40;
    private static final int BLOCK_LIMIT = 128 * 1024;

    private final List<ByteBuffer> events;
    private final byte[] magic;

    private PackedBinlog(byte[] file) {
        magic = Arrays.copyOf(file, MAGIC);
        events = new ArrayList<>();
        ByteBuffer all = little(file);
        for (int at = MAGIC; at < file.length; at += size(events.get(events.size() - 1))) {
            events.add(little(Arrays.copyOfRange(file, at, at + all.getInt(at + 9))));
        }
    }

    /** Packs the rows of the file's last transaction, which must end in an XID event. */
    static void packLastTransaction(Path file) {
        try {
            Files.write(file, new PackedBinlog(Files.readAllBytes(file)).packed());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] packed() {
        int xid = last(XID, events.size() - 1);
        int begin = last(QUERY, xid);
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        for (int i = begin; i <= xid; i++) {
            inner.writeBytes(withoutChecksum(events.get(i)));
        }
        List<ByteBuffer> result = new ArrayList<>(events.subList(0, begin));
        result.add(payloadEvent(events.get(xid), inner.toByteArray()));
        result.addAll(events.subList(xid + 1, events.size()));
        return written(result);
    }

    private int last(int type, int from) {
        int at = from;
        while (events.get(at).get(4) != type) {
            at--;
        }
        return at;
    }

    private static byte[] withoutChecksum(ByteBuffer event) {
        ByteBuffer bare = little(Arrays.copyOf(event.array(), size(event) - CHECKSUM));
        bare.putInt(9, bare.capacity());
        return bare.array();
    }

    private static ByteBuffer payloadEvent(ByteBuffer like, byte[] inner) {
        byte[] frame = frame(inner);
        ByteBuffer event = little(new byte[HEADER + 14 + frame.length + CHECKSUM]);
        event.put(like.array(), 0, HEADER).put(4, (byte) TRANSACTION_PAYLOAD);
        // Fields: type, length, value. The kind of compression (0 is Zstandard), the size unpacked, the size, the end.
        event.put((byte) 2).put((byte) 1).put((byte) 0);
        event.put((byte) 3).put((byte) 3).put((byte) 0xFC).putShort((short) inner.length);
        event.put((byte) 1).put((byte) 3).put((byte) 0xFC).putShort((short) frame.length);
        event.put((byte) 0).put(frame);
        return event.putInt(9, event.capacity());
    }

    /** Magic number, a header that says "one segment, size in four bytes", one block that is the last, and raw. */
    private static byte[] frame(byte[] content) {
        if (content.length >= BLOCK_LIMIT / 2) {
            throw new IllegalArgumentException("too large for one block and a size of two bytes: " + content.length);
        }
        ByteBuffer frame = little(new byte[12 + content.length]);
        frame.putInt(0xFD2FB528).put((byte) 0xA0).putInt(content.length);
        int block = 1 | content.length << 3;
        return frame.put((byte) block).put((byte) (block >> 8)).put((byte) (block >> 16)).put(content).array();
    }

    /** Each event knows where it ends, and a checksum holds it. */
    private byte[] written(List<ByteBuffer> all) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(magic);
        for (ByteBuffer event : all) {
            event.putInt(13, file.size() + size(event));
            CRC32 checksum = new CRC32();
            checksum.update(event.array(), 0, size(event) - CHECKSUM);
            event.putInt(size(event) - CHECKSUM, (int) checksum.getValue());
            file.writeBytes(event.array());
        }
        return file.toByteArray();
    }

    private static int size(ByteBuffer event) {
        return event.capacity();
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
