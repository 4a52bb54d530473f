package io.github.lockkeeper.ops.main;

import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.persistence.json.GapJson;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Canal home with data of destinations in its {@code conf}. */
record HomeWithData(Path dir) {

    Path file(String destination, String name) {
        return dir.resolve("conf").resolve(destination).resolve(name);
    }

    Path record(String destination, GroupCursor record) {
        return write(file(destination, "group-cursor.json"), GroupCursorJson.write(record));
    }

    Path journal(String destination, Gap... lines) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (Gap line : lines) {
            content.writeBytes(GapJson.writeLine(line));
        }
        return write(file(destination, "group-gaps.jsonl"), content.toByteArray());
    }

    Path write(Path file, String content) {
        return write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Path write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CommandRun run(String... arguments) {
        return CommandRun.of(dir, arguments);
    }
}
