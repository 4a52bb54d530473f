package io.github.lockkeeper.testkit.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;

/**
 * Whether a jar fits the class path of a host. A jar that was compiled against one version of the host fails at another
 * only when the code in question runs, with an error that the host may swallow; and a method that overrides nothing
 * there any more is not called without a word.
 */
public final class Linkage {

    private final World world;
    private final List<ClassReading> classes = new ArrayList<>();
    private final List<ClassReading> guests = new ArrayList<>();

    private Linkage(World world) {
        this.world = world;
    }

    /**
     * @param jar what is looked at
     * @param host what it runs on, besides the JDK
     * @param own which of the jar's classes are the product's, by internal name; the others are libraries that it
     *     brings along, whose optional dependencies may be missing
     */
    public static Linkage of(ClassFiles jar, ClassFiles host, Predicate<String> own) {
        Linkage linkage = new Linkage(new World(jar, host));
        for (String name : jar.names()) {
            (own.test(name) ? linkage.classes : linkage.guests).add(jar.read(name).orElseThrow());
        }
        return linkage;
    }

    /** All that does not fit, each with the class of the jar that asks for it; nothing is told twice. */
    public Set<String> problems() {
        Set<String> problems = new TreeSet<>();
        for (ClassReading type : classes) {
            type.references().forEach(reference -> problem(type, reference)
                    .ifPresent(problem -> problems.add(told(type, problem))));
            problems.addAll(unimplemented(type));
            problems.addAll(sealed(type));
        }
        for (ClassReading type : guests) {
            type.references().stream()
                    .filter(reference -> world.isOfHost(reference.owner()) || reference.owner().startsWith("java/"))
                    .forEach(reference -> problem(type, reference)
                            .ifPresent(problem -> problems.add(told(type, problem))));
        }
        return problems;
    }

    private static String told(ClassReading type, String problem) {
        return type.name() + ": " + problem;
    }

    private Optional<String> problem(ClassReading from, Reference reference) {
        Optional<ClassReading> owner = world.find(reference.owner());
        if (reference.kind() == Reference.Kind.CLASS || owner.isEmpty()) {
            // The class is a reference of its own.
            return owner.isPresent() || reference.kind() != Reference.Kind.CLASS
                    ? Optional.empty() : Optional.of("there is no " + reference);
        }
        Optional<World.Member> member = world.resolve(reference);
        if (member.isEmpty()) {
            return isWhole(owner.get()) ? Optional.of("there is no " + reference) : Optional.empty();
        }
        return mismatch(from, reference, owner.get(), member.get());
    }

    /** Whether every class above it is there: those that are not are told as such. */
    private boolean isWhole(ClassReading type) {
        return world.hierarchy(type).values().stream().allMatch(above ->
                (above.superName() == null || world.find(above.superName()).isPresent())
                        && above.interfaces().stream().allMatch(name -> world.find(name).isPresent()));
    }

    private Optional<String> mismatch(ClassReading from, Reference reference, ClassReading owner, World.Member member) {
        if (!world.isOfHost(member.declaredBy().name())) {
            return Optional.empty();
        }
        if (reference.kind().isStatic() != member.is(Opcodes.ACC_STATIC)) {
            return Optional.of("static or not is otherwise at " + reference);
        }
        boolean asInterface = reference.kind() == Reference.Kind.INTERFACE_METHOD;
        if (!reference.kind().isField() && !reference.kind().isStatic() && asInterface != owner.is(Opcodes.ACC_INTERFACE)) {
            return Optional.of("class or interface is otherwise at " + reference);
        }
        return member.isHidden() && !inOnePackage(from, member.declaredBy())
                ? Optional.of("there is no access to " + reference) : Optional.empty();
    }

    private static boolean inOnePackage(ClassReading one, ClassReading other) {
        return packageOf(one).equals(packageOf(other));
    }

    private static String packageOf(ClassReading type) {
        return type.name().substring(0, type.name().lastIndexOf('/') + 1);
    }

    private List<String> unimplemented(ClassReading type) {
        List<String> missing = new ArrayList<>();
        if (type.is(Opcodes.ACC_ABSTRACT) || type.is(Opcodes.ACC_INTERFACE)) {
            return missing;
        }
        Map<String, ClassReading> above = world.hierarchy(type);
        for (ClassReading declaring : above.values()) {
            declaring.methods().forEach((method, flags) -> {
                boolean isAbstract = (flags & Opcodes.ACC_ABSTRACT) != 0;
                if (isAbstract && world.isOfHost(declaring.name()) && above.values().stream().noneMatch(
                        one -> (one.methods().getOrDefault(method, Opcodes.ACC_ABSTRACT) & Opcodes.ACC_ABSTRACT) == 0)) {
                    missing.add(told(type, "does not implement " + declaring.name() + "." + method));
                }
            });
        }
        return missing;
    }

    /** What the host does not allow to be extended. */
    private List<String> sealed(ClassReading type) {
        List<String> problems = new ArrayList<>();
        world.hierarchy(type).values().stream().filter(above -> world.isOfHost(above.name())).forEach(above -> {
            if (above.is(Opcodes.ACC_FINAL)) {
                problems.add(told(type, "extends the final " + above.name()));
            }
            above.methods().forEach((method, flags) -> {
                if ((flags & Opcodes.ACC_FINAL) != 0 && (flags & Opcodes.ACC_PRIVATE) == 0 && overridable(type, method)) {
                    problems.add(told(type, "overrides the final " + above.name() + "." + method));
                }
            });
        });
        return problems;
    }

    /**
     * Which methods of the product's classes override or implement one of the host's or the JDK's, as
     * {@code class.method(descriptor)}. What is here on one host and not on another one is never called there, or is
     * called there by accident.
     */
    public Set<String> overrides() {
        Set<String> overrides = new TreeSet<>();
        for (ClassReading type : classes) {
            world.hierarchy(type).values().stream().filter(above -> !world.isInJar(above.name()))
                    .flatMap(above -> above.methods().entrySet().stream())
                    .filter(method -> (method.getValue() & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) == 0)
                    .filter(method -> overridable(type, method.getKey()))
                    .forEach(method -> overrides.add(type.name() + "." + method.getKey()));
        }
        return overrides;
    }

    private static boolean overridable(ClassReading type, String method) {
        Integer flags = type.methods().get(method);
        return flags != null && !method.startsWith("<") && (flags & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) == 0;
    }
}
