package io.github.lockkeeper.testkit.net;

/** Finds the requests for a dump in what a client of MySQL's protocol sends, however it is cut. Not thread-safe. */
final class DumpRequests {

    private static final int HEADER = 4;
    private static final int COM_BINLOG_DUMP = 0x12;
    private static final int COM_BINLOG_DUMP_GTID = 0x1e;

    private final byte[] header = new byte[HEADER];
    private int headerRead;
    private int bodyRead;

    /** Whether the next bytes have the beginning of such a request. */
    boolean isIn(byte[] bytes, int length) {
        boolean found = false;
        for (int at = 0; at < length; ) {
            if (headerRead < HEADER) {
                header[headerRead++] = bytes[at++];
            } else {
                found |= bodyRead == 0 && isDump(bytes[at]);
                int part = Math.min(bodyLength() - bodyRead, length - at);
                bodyRead += part;
                at += part;
            }
            if (headerRead == HEADER && bodyRead == bodyLength()) {
                headerRead = 0;
                bodyRead = 0;
            }
        }
        return found;
    }

    /** A command begins a conversation of its own: packet number 0. */
    private boolean isDump(byte command) {
        return header[3] == 0 && (command == COM_BINLOG_DUMP || command == COM_BINLOG_DUMP_GTID);
    }

    private int bodyLength() {
        return (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
    }
}
