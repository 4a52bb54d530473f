package io.github.lockkeeper.testkit.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What a class file declares, and what it asks of others. Read once, immutable afterwards. */
final class ClassReading extends ClassVisitor {

    private final Map<String, Integer> methods = new LinkedHashMap<>();
    private final Map<String, Integer> fields = new LinkedHashMap<>();
    private final References references = new References();
    private String name;
    private String superName;
    private List<String> interfaces;
    private int access;

    private ClassReading() {
        super(Opcodes.ASM9);
    }

    static ClassReading of(InputStream classFile) throws IOException {
        ClassReading reading = new ClassReading();
        new ClassReader(classFile).accept(reading, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return reading;
    }

    @Override
    public void visit(int version, int flags, String itsName, String signature, String itsSuper, String[] itsInterfaces) {
        name = itsName;
        access = flags;
        superName = itsSuper;
        interfaces = List.of(itsInterfaces);
        references.toClass(itsSuper);
        interfaces.forEach(references::toClass);
    }

    @Override
    public FieldVisitor visitField(int flags, String field, String descriptor, String signature, Object value) {
        fields.put(field + descriptor, flags);
        references.toTypesOf(descriptor);
        return null;
    }

    /** Spring looks at every method of a bean: also the types of one that is never called have to be there. */
    @Override
    public MethodVisitor visitMethod(int flags, String method, String descriptor, String signature, String[] exceptions) {
        methods.put(method + descriptor, flags);
        references.toTypesOf(descriptor);
        return references;
    }

    String name() {
        return name;
    }

    /** Null for {@code java/lang/Object} alone. */
    String superName() {
        return superName;
    }

    List<String> interfaces() {
        return interfaces;
    }

    /** By name and descriptor, with their flags. */
    Map<String, Integer> methods() {
        return methods;
    }

    /** By name and descriptor, with their flags. */
    Map<String, Integer> fields() {
        return fields;
    }

    Set<Reference> references() {
        return references.found();
    }

    boolean is(int flag) {
        return (access & flag) != 0;
    }
}
