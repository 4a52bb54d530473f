package io.github.lockkeeper.persistence.zookeeper;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.LateSends;
import io.github.lockkeeper.persistence.json.LateSendsJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What former owners left in {@code /otter/canal/lockkeeper/<destination>/late}: a node for each epoch that ended with
 * changes on their way, in the form of the record. Thread-safe; {@link #seen} takes no lock.
 */
final class LateNodes {
    private final ZooKeeperSession session;
    private final DestinationPaths paths;
    /** By the name of the node; empty for one that cannot be read. */
    private Map<String, Optional<LateSends>> known = Collections.emptyMap();
    private volatile List<LateSends> seen = Collections.emptyList();
    private boolean toldRefusal;

    LateNodes(ZooKeeperSession session, DestinationPaths paths) {
        this.session = session;
        this.paths = paths;
    }

    /** Writes the word, with a connection of its own: the one of the claim may have ended with it. */
    static void write(ZooKeeperPlace place, DestinationPaths paths, LateSends word) {
        String path = paths.lateSends(word.epoch());
        byte[] content = NodeContent.of(LateSendsJson.write(word));
        try (ZooKeeperSession session = ZooKeeperSession.open(place)) {
            session.sync(path);
            Optional<Integer> version = session.version(path);
            if (version.isPresent()) {
                session.set(path, content, version.get());
            } else {
                session.create(path, content);
            }
        } catch (ZooKeeperFailure e) {
            throw ZooKeeperFailures.unavailable(place + path, "be written", e);
        }
    }

    /**
     * Looks what there is. A node is read once: nobody changes one.
     *
     * @param complaints told once of each node that cannot be used, which stays where it is
     */
    synchronized void look(Consumer<String> complaints) throws ZooKeeperFailure {
        try {
            lookAtAll(complaints);
            toldRefusal = false;
        } catch (ZooKeeperFailure e) {
            // A lost line the watch tells of itself; that it may not read here nobody else would.
            if (e.kind() == ZooKeeperFailure.Kind.REFUSED && !toldRefusal) {
                toldRefusal = true;
                complaints.accept(session + paths.lateSends() + " cannot be read: " + e.getMessage()
                        + ". What former owners may have sent late is not sent again until it can.");
            }
            throw e;
        }
    }

    private void lookAtAll(Consumer<String> complaints) throws ZooKeeperFailure {
        Map<String, Optional<LateSends>> now = new TreeMap<>();
        for (String name : session.children(paths.lateSends())) {
            if (known.containsKey(name)) {
                now.put(name, known.get(name));
            } else {
                session.read(paths.lateSends() + "/" + name)
                        .ifPresent(node -> now.put(name, read(node, paths.lateSends() + "/" + name, complaints)));
            }
        }
        List<LateSends> words = new ArrayList<>();
        now.values().forEach(word -> word.ifPresent(words::add));
        seen = Collections.unmodifiableList(words);
        known = now;
    }

    private Optional<LateSends> read(Node node, String path, Consumer<String> complaints) {
        try {
            return Optional.of(LateSendsJson.read(NodeContent.textOf(node.content()), session + path));
        } catch (CursorStoreException e) {
            complaints.accept(complaint(session + path, e.problem()));
        } catch (IOException | RuntimeException e) {
            complaints.accept(complaint(session + path, "cannot be read: " + e));
        }
        return Optional.empty();
    }

    private static String complaint(String place, String problem) {
        return place + " " + problem + ". A former owner left it because it may have sent changes late; they cannot be sent"
                + " again, so the last message of a key may be an older one until the key changes again. Remove the node"
                + " when that has been looked at.";
    }

    List<LateSends> seen() {
        return seen;
    }

    /** Removes a word, as the owner. @throws CursorStoreException FENCED, UNAVAILABLE */
    synchronized void remove(LateSends word, ClaimedRecord claimed) {
        String path = paths.lateSends(word.epoch());
        try {
            Optional<Integer> version = session.version(path);
            if (version.isPresent()) {
                claimed.transact(session.deletion(path, version.get()));
            }
        } catch (ZooKeeperFailure e) {
            throw ZooKeeperFailures.unavailable(session + path, "be removed", e);
        }
        List<LateSends> rest = new ArrayList<>(seen);
        rest.remove(word);
        seen = Collections.unmodifiableList(rest);
    }
}
