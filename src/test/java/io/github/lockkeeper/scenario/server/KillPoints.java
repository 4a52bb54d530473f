package io.github.lockkeeper.scenario.server;

import io.github.lockkeeper.cursor.CursorClaim;
import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.testkit.host.CanalHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * A bean for a whole Canal that stands around everything durable that the product does. Each call that is no mere
 * reading is two points, before and after it: so what the product does between two such calls is between two points,
 * and a call that is added later is a point by itself. They count from the first entry of the process on, because that
 * is where a move begins. At the point that {@link #AT} names the process ends as by {@code kill -9}, in the thread that
 * is there: no hook, no flush, no last word.
 */
public final class KillPoints implements BeanPostProcessor {

    /** System property: the point at which the process ends, for instance {@code GapJournal.append:after}. */
    static final String AT = "lockkeeper.kill.at";
    /** System property: the file that gets the points as they come. */
    static final String LOG = "lockkeeper.kill.log";

    private static final String BEGIN = "GapJournal.append:before";
    private static final int SIGNALLED = 137;
    private static final Set<String> READINGS = Set.of("load", "record", "warning", "description", "entries",
            "unconfirmed", "isConfirmed", "lateSends", "watch", "claim", "open", "close", "equals", "hashCode", "toString");

    private volatile boolean begun;

    /** Puts it into a home: the classes in front of all jars, and one line more in the template. */
    static void install(CanalHome home) {
        TemplateCopy.install(home, KillPoints.class, template -> template.replace("</beans>",
                "<bean class=\"" + KillPoints.class.getName() + "\"/></beans>"));
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof CursorStore) {
            return watched(CursorStore.class, bean);
        }
        return name.startsWith("gapJournals") ? (Supplier<Object>) () -> watched(GapJournal.class, ((Supplier<?>) bean).get())
                : bean;
    }

    private Object watched(Class<?> port, Object behind) {
        return Proxy.newProxyInstance(KillPoints.class.getClassLoader(), new Class<?>[] {port},
                (proxy, method, arguments) -> {
                    boolean isPoint = !READINGS.contains(method.getName());
                    if (isPoint) {
                        reached(port.getSimpleName() + "." + method.getName() + ":before");
                    }
                    Object result = invoke(behind, method, arguments);
                    if (isPoint) {
                        reached(port.getSimpleName() + "." + method.getName() + ":after");
                    }
                    return result instanceof CursorClaim ? watched(CursorClaim.class, result) : result;
                });
    }

    private static Object invoke(Object behind, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(behind, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private synchronized void reached(String point) {
        begun |= point.equals(BEGIN);
        if (!begun) {
            return;
        }
        if (point.equals(System.getProperty(AT))) {
            Runtime.getRuntime().halt(SIGNALLED);
        }
        String log = System.getProperty(LOG);
        if (log != null) {
            append(Path.of(log), point);
        }
    }

    private static void append(Path log, String point) {
        try {
            Files.writeString(log, point + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
