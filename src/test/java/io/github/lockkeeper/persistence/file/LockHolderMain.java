package io.github.lockkeeper.persistence.file;

import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.cursor.CursorStoreException;
import java.io.IOException;
import java.nio.file.Paths;

/** Another process: tries to claim a folder, says how that went, and holds it until its input ends. */
final class LockHolderMain {
    private LockHolderMain() {
    }

    public static void main(String[] arguments) throws IOException {
        try (CursorStore store = new FileCursorStore(Paths.get(arguments[0]))) {
            store.claim();
            System.out.println("CLAIMED");
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (CursorStoreException refused) {
            System.out.println(refused.kind());
        }
    }
}
