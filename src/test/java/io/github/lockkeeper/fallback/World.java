package io.github.lockkeeper.fallback;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.BinlogFile;
import io.github.lockkeeper.catalog.Catalogs;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A source and its servers as they really are: which transactions, in which files, and which of them were delivered.
 * What the policies are shown of it is a cursor and catalogues.
 */
final class World {

    /** What became of the server that the cursor belongs to, or which other one answers. */
    enum Fate { PURGED, RESET, REPLICA }

    /** @param life 0, and 1 for those that got their numbers anew after a reset */
    record Transaction(String uuid, long number, int life) { }

    record File(BinlogFileName name, List<Transaction> transactions, boolean readable) { }

    /** All files that a server ever wrote, of which the first are purged. */
    record Server(ServerIdentity identity, List<File> written, int purgedFiles, boolean gtids) {

        List<File> listed() {
            return written.subList(purgedFiles, written.size());
        }

        Set<Transaction> has() {
            return listed().stream().filter(File::readable).flatMap(file -> file.transactions().stream())
                    .collect(Collectors.toSet());
        }

        /** What was written in front of a file, purged or not: its Previous_gtids. */
        List<Transaction> before(BinlogFileName name) {
            return written.stream().takeWhile(file -> !file.name().equals(name))
                    .flatMap(file -> file.transactions().stream()).toList();
        }

        private List<Transaction> purged() {
            return written.subList(0, purgedFiles).stream().flatMap(file -> file.transactions().stream()).toList();
        }

        BinlogCatalog catalog(boolean logsReplicated, long oldestCreated) {
            List<BinlogFile> files = listed().stream()
                    .map(file -> BinlogFile.of(file.name(), file.readable() ? 1000 : 0)).toList();
            BinlogCatalog plain = BinlogCatalog.of(identity, files, Catalogs.NOW, Catalogs.NOW)
                    .withLogsReplicated(logsReplicated).withOldestCreated(oldestCreated);
            List<Transaction> all = written.stream().flatMap(file -> file.transactions().stream()).toList();
            return gtids ? plain.withGtids(set(all), set(purged())) : plain;
        }
    }

    private final Random random;
    final Fate fate;
    final Set<Transaction> delivered;
    final SourceCursor cursor;
    final Server here;
    final Server standby;
    final FallbackChain chain;
    final boolean wantsGtids;
    private final boolean logsReplicated;
    private final long oldestCreated;

    World(long seed) {
        random = new Random(seed);
        fate = Fate.values()[random.nextInt(3)];
        boolean gtids = random.nextInt(4) > 0;
        wantsGtids = random.nextBoolean();
        logsReplicated = random.nextBoolean();
        oldestCreated = random.nextBoolean() ? 1 : Cases.LAST;
        List<Transaction> history = transactions(Catalogs.UUID, 1 + random.nextInt(12), 0);
        int handedOver = random.nextInt(history.size() + 1);
        delivered = new HashSet<>(history.subList(0, handedOver));
        Server own = server(Catalogs.SERVER, "mysql-bin", history, gtids);
        cursor = cursor(own, handedOver);
        here = fate == Fate.PURGED ? own : fate == Fate.RESET ? reset(gtids) : replica(history, gtids);
        standby = replica(history, gtids);
        chain = FallbackChain.parse(List.of("gtid,standby,timestamp,earliest", "earliest", "standby,earliest",
                "timestamp,gtid,earliest", "gtid,latest", "latest", "gtid,halt", "gtid,timestamp,standby,earliest,latest")
                .get(random.nextInt(8)));
    }

    private Server reset(boolean gtids) {
        return server(Catalogs.SERVER, "mysql-bin", transactions(Catalogs.UUID, random.nextInt(20), 1), gtids);
    }

    /** Lacks the last ones perhaps, and has some of its own perhaps, which came after all that was delivered. */
    private Server replica(List<Transaction> history, boolean gtids) {
        List<Transaction> all = new ArrayList<>(history.subList(0, history.size() - random.nextInt(2)));
        all.addAll(transactions(Catalogs.OTHER_UUID, random.nextInt(3), 0));
        return server(Catalogs.OTHER_SERVER, random.nextBoolean() ? "mysql-bin" : "binlog", all, gtids && random.nextInt(4) > 0);
    }

    private static List<Transaction> transactions(String uuid, int count, int life) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> new Transaction(uuid, number, life)).toList();
    }

    private Server server(ServerIdentity identity, String base, List<Transaction> history, boolean gtids) {
        List<File> files = new ArrayList<>();
        int at = 0;
        while (at < history.size() || files.isEmpty() || random.nextInt(3) == 0) {
            int end = Math.min(history.size(), at + random.nextInt(4));
            files.add(file(base, files.size() + 1, history.subList(at, end)));
            at = end;
        }
        File newest = files.remove(files.size() - 1);
        files.add(new File(newest.name(), newest.transactions(), true));
        return new Server(identity, files, random.nextInt(files.size()), gtids);
    }

    private File file(String base, int number, List<Transaction> transactions) {
        return new File(BinlogFileName.parse(String.format("%s.%06d", base, number)), transactions, random.nextInt(6) > 0);
    }

    /** In the file of the last delivered transaction, at its end or somewhere in it. */
    private SourceCursor cursor(Server own, int handedOver) {
        BinlogFileName file = own.written().get(0).name();
        boolean last = true;
        int seen = 0;
        for (File each : own.written()) {
            if (seen < handedOver) {
                file = each.name();
                last = seen + each.transactions().size() <= handedOver;
            }
            seen += each.transactions().size();
        }
        BinlogOffset offset = BinlogOffset.of(BinlogCoordinates.of(file, last && random.nextBoolean() ? 1000 : 500))
                .withTimestampSeconds(Cases.LAST).withFileCreatedSeconds(Cases.LAST - 1000)
                .withGtids(own.gtids() ? Gtids.of(set(delivered)) : Gtids.none());
        return SourceCursor.of(offset, Catalogs.SERVER, "old:3306");
    }

    BinlogCatalog catalog() {
        return here.catalog(logsReplicated, oldestCreated);
    }

    BinlogCatalog standbyCatalog() {
        return standby.catalog(logsReplicated, oldestCreated);
    }

    static GtidSet set(Collection<Transaction> transactions) {
        GtidSet set = GtidSet.EMPTY;
        for (Transaction each : transactions) {
            set = set.plus(each.uuid(), each.number());
        }
        return set;
    }

    /** What a server still has, was not delivered, and is not sent from a place on. */
    Set<Transaction> skipped(FallbackDecision decision) {
        Server server = decision.isOnStandby() ? standby : here;
        Set<Transaction> skipped = server.has();
        skipped.removeAll(delivered);
        switch (decision.target().kind()) {
            case GTIDS:
                GtidSet asked = decision.target().gtids().set().orElse(GtidSet.EMPTY);
                skipped.removeIf(each -> !asked.contains(each.uuid(), each.number()));
                return skipped;
            case COORDINATES:
                skipped.retainAll(server.before(decision.target().coordinates().orElseThrow().file()));
                return skipped;
            default:
                // By time, with all that was not delivered younger than what was.
                return Set.of();
        }
    }

    @Override
    public String toString() {
        return fate + ", cursor " + cursor + ", chain " + chain + "\nhere " + here + "\nstandby " + standby;
    }
}
