package io.github.lockkeeper.testkit.kafka;

import io.github.lockkeeper.testkit.net.TcpProxy;
import io.github.lockkeeper.testkit.process.JavaServer;
import io.github.lockkeeper.testkit.process.KitPaths;
import io.github.lockkeeper.testkit.process.Ports;
import io.github.lockkeeper.testkit.process.TextFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** A cluster of one broker. It may be killed and started again, on the same port and data. */
public final class KafkaBroker implements AutoCloseable {

    private static final String CLUSTER_ID = "bG9ja2tlZXBlci10ZXN0cw";
    private static final long BOUND_SECONDS = 60;
    private static final String LOGGING = """
            log4j.rootLogger=WARN,out
            log4j.appender.out=org.apache.log4j.ConsoleAppender
            log4j.appender.out.layout=org.apache.log4j.PatternLayout
            log4j.appender.out.layout.ConversionPattern=%d %p %c{1} %m%n
            """;

    private final int port;
    private final TcpProxy line;
    private final Path workDir;
    private final JavaServer server;

    private KafkaBroker(int port, TcpProxy line, Path workDir) {
        this.port = port;
        this.line = line;
        this.workDir = workDir;
        this.server = new JavaServer(KitPaths.kafkaLibraries(), workDir, port, program("kafka.Kafka"));
    }

    /** Starts it with an empty data folder and waits until it answers. */
    public static KafkaBroker start() {
        int port = Ports.free();
        int behindLine = Ports.free();
        TcpProxy line = TcpProxy.to(behindLine);
        Path workDir = KitPaths.newWorkDir("kafka-" + port);
        TextFiles.write(workDir.resolve("server.properties"),
                properties(port, behindLine, line.port(), Ports.free(), workDir.resolve("data")));
        TextFiles.write(workDir.resolve("log4j.properties"), LOGGING);
        JavaServer.run(KitPaths.kafkaLibraries(), workDir,
                program("kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c"));
        KafkaBroker broker = new KafkaBroker(port, line, workDir);
        broker.restart();
        return broker;
    }

    /** As clients want it. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** A line of its own to the broker, which keeps who uses it: Kafka's clients go where the broker says it is. */
    public TcpProxy line() {
        return line;
    }

    /** Makes a topic, and waits until it is there. */
    public KafkaBroker createTopic(String name, int partitions) {
        try (AdminClient admin = AdminClient.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all()
                    .get(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no topic " + name + " at " + address(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** SIGKILL. What it has acknowledged is in the operating system's hands and survives. */
    public void kill() {
        server.kill();
    }

    /** Starts it again after {@link #kill()}, and waits until it listens. */
    public void restart() {
        server.start();
    }

    @Override
    public void close() {
        line.close();
        server.kill();
        TextFiles.deleteTree(workDir.resolve("data"));
    }

    private static List<String> program(String main, String... arguments) {
        List<String> program = new ArrayList<>(List.of("-Dlog4j.configuration=file:log4j.properties", main));
        program.addAll(List.of(arguments));
        program.add("server.properties");
        return program;
    }

    private static String properties(int port, int behindLine, int line, int controllerPort, Path data) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%4$d
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                listeners=PLAINTEXT://127.0.0.1:%1$d,LINE://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%4$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,LINE://127.0.0.1:%3$d
                listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,LINE:PLAINTEXT
                log.dirs=%5$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                """.formatted(port, behindLine, line, controllerPort, data);
    }
}
