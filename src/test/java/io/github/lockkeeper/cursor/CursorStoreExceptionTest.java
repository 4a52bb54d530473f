package io.github.lockkeeper.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CursorStoreExceptionTest {
    @Test
    void saysWhereWhatAndWhatToDo() {
        CursorStoreException exception =
                new CursorStoreException(Kind.DAMAGED, "/data/cursor", "is empty", "Restore it.");

        assertThat(exception).hasMessage("/data/cursor is empty. Restore it.").hasNoCause();
        assertThat(exception.kind()).isEqualTo(Kind.DAMAGED);
        assertThat(exception.place()).isEqualTo("/data/cursor");
        assertThat(exception.problem()).isEqualTo("is empty");
        assertThat(exception.remedy()).isEqualTo("Restore it.");
    }

    @Test
    void keepsTheFailureBehindIt() {
        IOException cause = new IOException("full");

        assertThat(CursorStoreException.causedBy(cause, Kind.UNAVAILABLE, "/data", "cannot be written", "Make room."))
                .hasCause(cause).hasMessage("/data cannot be written. Make room.");
    }
}
