package io.github.lockkeeper.testkit.linkage;

/**
 * What one class asks of another. Names are internal, as in class files.
 *
 * @param kind what it asks for
 * @param owner the class that is named, which may inherit the member
 * @param name of the member, "" for the class itself
 * @param descriptor of the member, "" for the class itself
 */
record Reference(Kind kind, String owner, String name, String descriptor) {

    enum Kind {
        CLASS, METHOD, STATIC_METHOD, INTERFACE_METHOD, FIELD, STATIC_FIELD;

        boolean isField() {
            return this == FIELD || this == STATIC_FIELD;
        }

        boolean isStatic() {
            return this == STATIC_METHOD || this == STATIC_FIELD;
        }
    }

    static Reference toClass(String name) {
        return new Reference(Kind.CLASS, name, "", "");
    }

    /** As it is told: {@code METHOD com/example/Host.run()V}. */
    @Override
    public String toString() {
        return kind + " " + owner + (kind == Kind.CLASS ? "" : "." + name + (kind.isField() ? " " : "") + descriptor);
    }
}
