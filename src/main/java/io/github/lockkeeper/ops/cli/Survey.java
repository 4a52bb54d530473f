package io.github.lockkeeper.ops.cli;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.gap.GapJournalException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was found in each destination that was asked for. One that cannot be read is a problem of its own and does not
 * keep the others from being shown.
 *
 * @param <T> what is looked for
 */
final class Survey<T> {
    static final String AS_CANAL =
            "Check that its disk is mounted, and run this command as the user who runs Canal.";

    private final Map<String, T> found = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private Survey() {
    }

    /**
     * @param destinations those to look at
     * @param reader empty where a folder has none
     */
    static <T> Survey<T> of(Iterable<String> destinations, HomeFolder home, Function<Path, Optional<T>> reader) {
        Survey<T> survey = new Survey<>();
        for (String destination : destinations) {
            survey.read(destination, home, reader);
        }
        return survey;
    }

    private void read(String destination, HomeFolder home, Function<Path, Optional<T>> reader) {
        try {
            reader.apply(home.folderOf(destination)).ifPresent(reading -> found.put(destination, reading));
        } catch (CursorStoreException refused) {
            boolean isUnreadable = refused.kind() == CursorStoreException.Kind.UNAVAILABLE;
            addProblem(refused.place(), refused.problem(), isUnreadable ? AS_CANAL : refused.remedy());
        } catch (GapJournalException refused) {
            boolean isUnreadable = refused.kind() == GapJournalException.Kind.UNAVAILABLE;
            addProblem(refused.place(), refused.problem(), isUnreadable ? AS_CANAL : refused.remedy());
        } catch (CommandFailure failure) {
            problems.add(failure.getMessage());
        }
    }

    private void addProblem(String place, String problem, String remedy) {
        problems.add(place + " " + problem + ". " + remedy);
    }

    /** By destination, in the order in which they were asked for; unmodifiable. */
    Map<String, T> found() {
        return Collections.unmodifiableMap(found);
    }

    /** What could not be read, and what to do about it; unmodifiable. */
    List<String> problems() {
        return Collections.unmodifiableList(problems);
    }

    /** Whether there is nothing: not even a damaged one. */
    boolean isEmpty() {
        return found.isEmpty() && problems.isEmpty();
    }
}
