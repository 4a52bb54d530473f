package io.github.lockkeeper.canal.parse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32;

/** The bytes of one binlog event: the header of 19 bytes, the body, a CRC32 where the server writes one. */
final class BinlogBytes {

    static final int HEADER = 19;
    private static final int SERVER_ID = 1;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    BinlogBytes uint(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            body.write((int) (value >> (8 * i)));
        }
        return this;
    }

    BinlogBytes text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Padded with zeros. */
    BinlogBytes text(String text, int length) {
        return text(text).bytes(new byte[length - text.length()]);
    }

    BinlogBytes bytes(byte[] bytes) {
        body.write(bytes, 0, bytes.length);
        return this;
    }

    BinlogBytes hex(String hex) {
        for (String octet : hex.trim().split("\\s+")) {
            body.write(Integer.parseInt(octet, 16));
        }
        return this;
    }

    BinlogBytes uuid(String uuid) {
        UUID parsed = UUID.fromString(uuid);
        return bytes(ByteBuffer.allocate(16).putLong(parsed.getMostSignificantBits())
                .putLong(parsed.getLeastSignificantBits()).array());
    }

    int length(boolean checksum) {
        return HEADER + body.size() + (checksum ? 4 : 0);
    }

    byte[] event(int type, int flags, long when, long end, boolean checksum) {
        int length = length(checksum);
        ByteBuffer event = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        event.putInt((int) when).put((byte) type).putInt(SERVER_ID).putInt(length).putInt((int) end)
                .putShort((short) flags).put(body.toByteArray());
        if (checksum) {
            CRC32 crc = new CRC32();
            crc.update(event.array(), 0, length - 4);
            event.putInt((int) crc.getValue());
        }
        return event.array();
    }
}
