package io.github.lockkeeper.testkit.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Opcodes;

/** A jar, the class path that it runs on, and the JDK unless a Java is on that path: classes and their members are found as a virtual machine does. */
final class World {

    private final ClassFiles jar;
    private final ClassFiles host;
    private final boolean hasItsOwnJava;
    private final Map<String, Optional<ClassReading>> read = new HashMap<>();

    World(ClassFiles jar, ClassFiles host) {
        this.jar = jar;
        this.host = host;
        this.hasItsOwnJava = host.has("java/lang/Object");
    }

    Optional<ClassReading> find(String name) {
        Optional<ClassReading> known = read.get(name);
        if (known == null) {
            known = jar.read(name).or(() -> host.read(name)).or(() -> hasItsOwnJava ? Optional.empty() : ofJdk(name));
            read.put(name, known);
        }
        return known;
    }

    boolean isInJar(String name) {
        return jar.has(name);
    }

    boolean isOfHost(String name) {
        return !jar.has(name) && host.has(name);
    }

    /** The platform's loader: that of the tests would find the host that the tests are compiled with. */
    private static Optional<ClassReading> ofJdk(String name) {
        try (InputStream stream = ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
            return stream == null ? Optional.empty() : Optional.of(ClassReading.of(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** A class and all above it that are there, superclasses first, by name. */
    Map<String, ClassReading> hierarchy(ClassReading type) {
        Map<String, ClassReading> all = new LinkedHashMap<>();
        Deque<String> interfaces = new ArrayDeque<>();
        for (Optional<ClassReading> at = Optional.of(type); at.isPresent(); at = parent(at.get())) {
            all.put(at.get().name(), at.get());
            interfaces.addAll(at.get().interfaces());
        }
        while (!interfaces.isEmpty()) {
            find(interfaces.pop()).filter(found -> all.putIfAbsent(found.name(), found) == null)
                    .ifPresent(found -> interfaces.addAll(found.interfaces()));
        }
        // An interface has the methods of Object too.
        find("java/lang/Object").ifPresent(object -> all.putIfAbsent(object.name(), object));
        return all;
    }

    private Optional<ClassReading> parent(ClassReading type) {
        return type.superName() == null ? Optional.empty() : find(type.superName());
    }

    /** The method or field that a reference from a class leads to. */
    Optional<Member> resolve(Reference reference) {
        return find(reference.owner()).flatMap(owner -> hierarchy(owner).values().stream()
                .filter(type -> members(type, reference).containsKey(key(reference)))
                .map(type -> new Member(type, members(type, reference).get(key(reference)))).findFirst());
    }

    private static Map<String, Integer> members(ClassReading type, Reference reference) {
        return reference.kind().isField() ? type.fields() : type.methods();
    }

    private static String key(Reference reference) {
        return reference.name() + reference.descriptor();
    }

    /** A member where it is declared. */
    record Member(ClassReading declaredBy, int flags) {

        boolean is(int flag) {
            return (flags & flag) != 0;
        }

        /** Neither public nor protected. */
        boolean isHidden() {
            return !is(Opcodes.ACC_PUBLIC) && !is(Opcodes.ACC_PROTECTED);
        }
    }
}
