package io.github.lockkeeper.persistence.zookeeper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Text as it lies in a node: as it is while it is short, so that a person can read it with {@code zkCli}, compressed
 * (gzip) above 64 KiB, because ZooKeeper refuses nodes of about 1 MiB ({@code jute.maxbuffer}).
 */
final class NodeContent {
    private static final int LONGEST_PLAIN = 64 * 1024;
    /** What a person should hear of before ZooKeeper refuses it. */
    static final int LARGE = 512 * 1024;
    /** Refused: no record of ours is this long, and a short node must not fill the memory. */
    private static final int LONGEST_TEXT = 64 * 1024 * 1024;
    private static final int BUFFER = 8192;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int BYTE = 0xff;

    private NodeContent() {
    }

    static byte[] of(byte[] text) {
        return text.length <= LONGEST_PLAIN ? text : compress(text);
    }

    /** @throws IOException if it is compressed and damaged */
    static byte[] textOf(byte[] content) throws IOException {
        boolean isCompressed = content.length > 1
                && (content[0] & BYTE) == GZIP_FIRST && (content[1] & BYTE) == GZIP_SECOND;
        return isCompressed ? expand(content) : content;
    }

    private static byte[] compress(byte[] text) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }

    private static byte[] expand(byte[] content) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                text.write(buffer, 0, length);
                if (text.size() > LONGEST_TEXT) {
                    throw new IOException("more than " + LONGEST_TEXT + " bytes");
                }
            }
        }
        return text.toByteArray();
    }
}
