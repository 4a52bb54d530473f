package io.github.lockkeeper.persistence.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NioFileOperationsTest {
    @TempDir
    private Path folder;
    private final FileOperations operations = new NioFileOperations();

    @Test
    void aShorterContentLeavesNothingOfALongerOne() throws IOException {
        Path file = folder.resolve("file");

        operations.writeAndForce(file, new byte[] {1, 2, 3, 4});
        operations.writeAndForce(file, new byte[] {5});

        assertThat(file).hasBinaryContent(new byte[] {5});
    }

    @Test
    void onlyAFileThatIsNotThereIsAbsent() throws IOException {
        Path file = folder.resolve("file");

        assertThat(operations.read(file)).isEmpty();
        operations.writeAndForce(file, new byte[0]);
        assertThat(operations.read(file)).hasValueSatisfying(content -> assertThat(content).isEmpty());
        operations.deleteIfExists(file);
        operations.deleteIfExists(file);
        assertThat(operations.read(file)).isEmpty();
    }

    @Test
    void replaceTakesTheNameOfTheOtherFile() throws IOException {
        Path source = Files.write(folder.resolve("source"), new byte[] {1});
        Path target = Files.write(folder.resolve("target"), new byte[] {2});

        operations.replace(source, target);
        operations.forceFolder(folder);

        assertThat(source).doesNotExist();
        assertThat(target).hasBinaryContent(new byte[] {1});
    }

    @Test
    void foldersAreMadeWithTheirParentsAndLinksToFoldersAreFolders() throws IOException {
        Path nested = folder.resolve("a").resolve("b").resolve("c");

        operations.createFolders(nested);
        operations.createFolders(nested);
        operations.createFolders(Files.createSymbolicLink(folder.resolve("link"), nested));

        assertThat(nested).isDirectory();
    }

    @Test
    void aTailTakesThePlaceOfAllThatFollowsWhatIsKept() throws IOException {
        Path file = folder.resolve("file");

        assertThat(operations.length(file)).isZero();
        operations.writeTailAndForce(file, 0, new byte[] {1, 2, 3, 4});
        assertThat(operations.length(file)).isEqualTo(4);
        operations.writeTailAndForce(file, 1, new byte[] {9});
        assertThat(file).hasBinaryContent(new byte[] {1, 9});
        operations.writeTailAndForce(file, 1, new byte[0]);
        assertThat(file).hasBinaryContent(new byte[] {1});
    }
}
