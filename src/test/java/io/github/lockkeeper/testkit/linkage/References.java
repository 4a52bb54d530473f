package io.github.lockkeeper.testkit.linkage;

import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Collects what the code of a class's methods asks of others. */
final class References extends MethodVisitor {

    private final Set<Reference> found = new LinkedHashSet<>();

    References() {
        super(Opcodes.ASM9);
    }

    Set<Reference> found() {
        return found;
    }

    /** @param name internal, or null for none */
    void toClass(String name) {
        if (name != null) {
            toType(Type.getObjectType(name));
        }
    }

    /** Of a field's or a method's descriptor. */
    void toTypesOf(String descriptor) {
        toType(Type.getType(descriptor));
    }

    private void toType(Type type) {
        if (type.getSort() == Type.METHOD) {
            toType(type.getReturnType());
            for (Type argument : type.getArgumentTypes()) {
                toType(argument);
            }
        } else if (type.getSort() == Type.ARRAY) {
            toType(type.getElementType());
        } else if (type.getSort() == Type.OBJECT) {
            found.add(Reference.toClass(type.getInternalName()));
        }
    }

    private void toMember(Reference.Kind kind, String owner, String name, String descriptor) {
        toClass(owner);
        toTypesOf(descriptor);
        // Arrays have the methods of Object.
        if (!owner.startsWith("[")) {
            found.add(new Reference(kind, owner, name, descriptor));
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        toMember(methodKind(opcode == Opcodes.INVOKESTATIC, isInterface), owner, name, descriptor);
    }

    private static Reference.Kind methodKind(boolean isStatic, boolean isInterface) {
        if (isStatic) {
            return Reference.Kind.STATIC_METHOD;
        }
        return isInterface ? Reference.Kind.INTERFACE_METHOD : Reference.Kind.METHOD;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
        toMember(isStatic ? Reference.Kind.STATIC_FIELD : Reference.Kind.FIELD, owner, name, descriptor);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        toClass(type);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        toTypesOf(descriptor);
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
        toClass(type);
    }

    @Override
    public void visitLdcInsn(Object value) {
        toConstant(value);
    }

    /** Lambdas and method references. */
    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        toTypesOf(descriptor);
        for (Object argument : arguments) {
            toConstant(argument);
        }
    }

    private void toConstant(Object value) {
        if (value instanceof Type type) {
            toType(type);
        } else if (value instanceof Handle handle && handle.getTag() >= Opcodes.H_INVOKEVIRTUAL) {
            toMember(methodKind(handle.getTag() == Opcodes.H_INVOKESTATIC, handle.isInterface()), handle.getOwner(),
                    handle.getName(), handle.getDesc());
        }
    }
}
