package io.github.lockkeeper.demo;

import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/** The command; exit code 0 only if everything matched, but for what the journal names. {@code --keep} leaves it running until Enter. */
public final class DemoMain {

    private static final int MATCHED = 0;
    private static final int DIFFERENT = 1;
    private static final int FAILED = 2;

    private DemoMain() {
    }

    /** What the script says of the terminal comes in system properties. */
    public static void main(String[] arguments) {
        Screen screen = new Screen(Boolean.getBoolean("demo.terminal"), Integer.getInteger("demo.columns", 100));
        Stage stage = new Stage();
        Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "demo-end"));
        System.exit(run(screen, stage, List.of(arguments).contains("--keep")));
    }

    private static int run(Screen screen, Stage stage, boolean keep) {
        try (Watch watch = new Watch(stage, screen)) {
            boolean matched = new Demo(stage, screen, watch).play();
            if (keep) {
                new Playground(stage, screen).open();
            }
            return matched ? MATCHED : DIFFERENT;
        } catch (ConditionTimeoutException e) {
            return failed(screen, stage, "Gave up waiting: " + e.getMessage());
        } catch (RuntimeException e) {
            return failed(screen, stage, "The demo failed: " + e.getMessage());
        }
    }

    private static int failed(Screen screen, Stage stage, String why) {
        if (!stage.closed()) {
            screen.plain(why + "\nThe logs are in target/demo.");
        }
        return FAILED;
    }
}
