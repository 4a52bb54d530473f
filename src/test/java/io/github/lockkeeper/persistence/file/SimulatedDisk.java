package io.github.lockkeeper.persistence.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A disk in memory that knows what a crash may take away. Content that was forced stays; content that was being
 * written is torn at a chosen byte. A name that was changed since the folder was last forced may be found as it was
 * before, after, or anything between, each name by itself: {@link #survivors()} are all the disks that the next start
 * may find. It is harsher than real file systems, which undo names in order.
 */
final class SimulatedDisk implements FileOperations {
    private static final int NEVER = Integer.MAX_VALUE;

    /** By name, what it may stand for after a power loss; the last one is what it stands for now. */
    private final Map<Path, List<Optional<byte[]>>> names = new HashMap<>();
    /** What a file may still be found as after a power loss, because what it is now was written but not forced. */
    private final Map<Path, byte[]> unforced = new HashMap<>();
    private int stepsBeforeCrash = NEVER;
    private int tornAt;
    private boolean crashed;
    private int stepsDone;
    private int lengthOfTornWrite;

    /** The process ends in the step after the given number of steps; if that writes a file, after so many bytes. */
    SimulatedDisk crashAfter(int steps, int bytes) {
        stepsBeforeCrash = steps;
        tornAt = bytes;
        stepsDone = 0;
        return this;
    }

    /** Whether a crash came; if not, everything was done before its turn. */
    boolean hasCrashed() {
        return crashed;
    }

    /** How long the file was to become that the crash came upon; 0 if it came upon something else. */
    int lengthOfTornWrite() {
        return lengthOfTornWrite;
    }

    /** Puts a file there, durably. */
    SimulatedDisk with(Path file, byte[] content) {
        names.put(file, new ArrayList<>(List.of(Optional.of(content))));
        return this;
    }

    Optional<byte[]> contentOf(Path file) {
        List<Optional<byte[]>> possible = names.get(file);
        return possible == null ? Optional.empty() : possible.get(possible.size() - 1);
    }

    /** Every disk that may be found after the power was lost now. */
    List<SimulatedDisk> survivors() {
        List<SimulatedDisk> disks = List.of(new SimulatedDisk());
        for (Map.Entry<Path, List<Optional<byte[]>>> name : names.entrySet()) {
            List<SimulatedDisk> more = new ArrayList<>();
            for (SimulatedDisk disk : disks) {
                for (Optional<byte[]> content : distinct(name.getValue())) {
                    more.add(disk.copyWith(name.getKey(), content));
                }
            }
            disks = more;
        }
        return disks;
    }

    private static List<Optional<byte[]>> distinct(List<Optional<byte[]>> contents) {
        Set<String> seen = new HashSet<>();
        List<Optional<byte[]>> distinct = new ArrayList<>(contents);
        distinct.removeIf(content -> !seen.add(content.map(Arrays::toString).orElse("absent")));
        return distinct;
    }

    /** The same files on a disk that has not crashed; only for one on which nothing is undecided. */
    SimulatedDisk copy() {
        SimulatedDisk copy = new SimulatedDisk();
        names.keySet().forEach(file -> copy.names.put(file, new ArrayList<>(List.of(contentOf(file)))));
        return copy;
    }

    private SimulatedDisk copyWith(Path file, Optional<byte[]> content) {
        SimulatedDisk copy = new SimulatedDisk();
        copy.names.putAll(names);
        copy.names.put(file, new ArrayList<>(List.of(content)));
        return copy;
    }

    /** Starts again after the process, not the power, was lost: what was not forced is there, and still not forced. */
    SimulatedDisk restarted() {
        crashed = false;
        return crashAfter(NEVER, 0);
    }

    private void step() {
        if (crashed || stepsDone++ >= stepsBeforeCrash) {
            crashed = true;
            throw new SimulatedCrash();
        }
    }

    private void change(Path file, Optional<byte[]> content) {
        names.computeIfAbsent(file, f -> new ArrayList<>(List.of(Optional.empty()))).add(content);
    }

    @Override
    public void createFolders(Path folder) throws IOException {
        step();
        Files.createDirectories(folder);
    }

    @Override
    public Optional<byte[]> read(Path file) {
        step();
        return contentOf(file);
    }

    @Override
    public void writeAndForce(Path file, byte[] content) {
        boolean tearsNow = !crashed && stepsDone == stepsBeforeCrash;
        if (tearsNow) {
            lengthOfTornWrite = content.length;
            change(file, Optional.of(Arrays.copyOf(content, Math.min(tornAt, content.length))));
        }
        step();
        change(file, Optional.of(content));
    }

    @Override
    public long length(Path file) {
        step();
        return contentOf(file).map(content -> content.length).orElse(0);
    }

    @Override
    public void writeTailAndForce(Path file, long keep, byte[] tail) {
        byte[] kept = Arrays.copyOf(contentOf(file).orElse(new byte[0]), Math.toIntExact(keep));
        boolean tearsNow = !crashed && stepsDone == stepsBeforeCrash;
        if (tearsNow) {
            lengthOfTornWrite = tail.length;
            contentOf(file).ifPresent(content -> unforced.put(file, content));
            change(file, Optional.of(joined(kept, Arrays.copyOf(tail, Math.min(tornAt, tail.length)))));
        }
        step();
        // The file itself is changed, so that what it was before is gone; its name may still be lost.
        List<Optional<byte[]>> possible = names.computeIfAbsent(file, f -> new ArrayList<>(List.of(Optional.empty())));
        possible.removeIf(Optional::isPresent);
        unforced.remove(file);
        possible.add(Optional.of(joined(kept, tail)));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Override
    public void replace(Path source, Path target) throws IOException {
        step();
        byte[] content = contentOf(source).orElseThrow(() -> new NoSuchFileException(source.toString()));
        change(target, Optional.of(content));
        change(source, Optional.empty());
    }

    @Override
    public void forceFolder(Path folder) {
        step();
        names.replaceAll((file, possible) -> new ArrayList<>(List.of(possible.get(possible.size() - 1))));
        // Forcing the names does not force what is in the files.
        unforced.forEach((file, content) -> names.get(file).add(0, Optional.of(content)));
    }

    @Override
    public void deleteIfExists(Path file) {
        step();
        change(file, Optional.empty());
    }
}
