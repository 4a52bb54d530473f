package io.github.lockkeeper.persistence.json;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.LateSends;
import java.util.Collections;

/** What a server left that lost the destination: the record as it wrote it last, and in the field {@code server} which. */
public final class LateSendsJson {
    private static final String SERVER = "server";

    private LateSendsJson() {
    }

    /** The text, ending in a line feed. */
    public static byte[] write(LateSends word) {
        return GroupCursorJson.write(word.since().withExtras(Collections.singletonMap(SERVER, word.server())));
    }

    /**
     * @param place the node that the text is from, for the message
     * @throws CursorStoreException as of a record; DAMAGED as well when it does not say which server
     */
    public static LateSends read(byte[] text, String place) {
        GroupCursor record = GroupCursorJson.read(text, place);
        Object server = record.extras().get(SERVER);
        if (!(server instanceof String)) {
            throw new CursorStoreException(Kind.DAMAGED, place, "does not say which server left it",
                    "Restore it from a backup, or remove it.");
        }
        return LateSends.of((String) server, record.withExtras(Collections.emptyMap()));
    }
}
