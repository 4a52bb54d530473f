package io.github.lockkeeper.persistence.zookeeper;

import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapEntries;
import io.github.lockkeeper.gap.GapJournalException;
import io.github.lockkeeper.persistence.json.GapJson;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The journal's nodes, read and checked: any doubt about one of them refuses all. */
final class GapNodes {
    private GapNodes() {
    }

    /** @throws GapJournalException DAMAGED, NEWER_VERSION */
    static GapEntries read(ZooKeeperSession session, DestinationPaths paths) throws ZooKeeperFailure {
        GapEntries entries = new GapEntries();
        for (long id : ids(session.children(paths.gaps()), session + paths.gaps())) {
            Optional<Node> node = session.read(paths.gap(id));
            if (node.isPresent()) {
                put(entries, node.get().content(), id, session + paths.gap(id));
            }
        }
        return entries;
    }

    private static TreeSet<Long> ids(List<String> names, String place) {
        TreeSet<Long> ids = new TreeSet<>();
        for (String name : names) {
            if (!name.matches("[1-9][0-9]{0,17}")) {
                throw GapJson.damaged(place + "/" + name, "is no entry: it is not named by a number");
            }
            ids.add(Long.parseLong(name));
        }
        return ids;
    }

    private static void put(GapEntries entries, byte[] content, long id, String place) {
        byte[] line = withoutLineFeed(textOf(content, place));
        if (GapJson.wholeLength(line) != line.length || line.length == 0) {
            GapJson.requireNotNewer(line, place);
            throw GapJson.damaged(place, "does not have the checksum that it was written with");
        }
        Gap entry = GapJson.readLine(line, place);
        if (entry.id() != id) {
            throw GapJson.damaged(place, "holds entry " + entry.id());
        }
        entries.objectionTo(entry).ifPresent(objection -> {
            throw GapJson.damaged(place, objection);
        });
        entries.put(entry);
    }

    private static byte[] textOf(byte[] content, String place) {
        try {
            return NodeContent.textOf(content);
        } catch (IOException damaged) {
            throw GapJson.damaged(place, "is compressed and cannot be expanded: " + damaged.getMessage());
        }
    }

    private static byte[] withoutLineFeed(byte[] line) {
        boolean hasEnd = line.length > 0 && line[line.length - 1] == '\n';
        return hasEnd ? Arrays.copyOf(line, line.length - 1) : line;
    }
}
