package io.github.lockkeeper.testkit.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.process.TextFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin is compiled against one host, and looked at beside another that differs in one thing. */
class LinkageTest {

    private static final String API = "package host; public class Api extends Base { public Api() {}"
            + " public static int made() { return 0; } protected void hook() {} public Object field; }";
    private static final String BASE = "package host; public class Base { public Part part(String name) { return null; } }";
    private static final String PART = "package host; public class Part {}";
    private static final String PORT = "package host; public interface Port { void take(Part part); }";

    private static final String PLUGIN = """
            package plugin;
            import host.*;
            public class Plugin extends Api implements Port {
                @Override protected void hook() { super.hook(); }
                @Override public void take(Part part) { field = part; }
                Object use() { return made() + String.valueOf(part("x")); }
                java.util.function.Supplier<Part> later(Base base) { return () -> base.part(""); }
                java.util.function.Function<String, Part> reference() { return this::part; }
                void hand(Port port) { port.take(null); }
            }
            """;

    @TempDir
    Path dir;

    @Test
    @DisplayName("the host that it was compiled against: nothing to tell")
    void fits() {
        assertThat(problems(API, BASE, PART, PORT)).isEmpty();
        assertThat(overrides(API, BASE, PART, PORT)).containsExactly("plugin/Plugin.hook()V",
                "plugin/Plugin.take(Lhost/Part;)V");
    }

    @Test
    @DisplayName("a class, an inherited method, a static one, a field that are not there")
    void missing() {
        assertThat(problems(API, BASE.replace("Part", "Object"), PORT.replace("Part", "Object")))
                .contains("plugin/Plugin: there is no CLASS host/Part",
                        "plugin/Plugin: there is no METHOD host/Base.part(Ljava/lang/String;)Lhost/Part;",
                        "plugin/Plugin: there is no METHOD plugin/Plugin.part(Ljava/lang/String;)Lhost/Part;");
        assertThat(problems(API.replace("made", "built"), BASE, PART, PORT))
                .containsExactly("plugin/Plugin: there is no STATIC_METHOD plugin/Plugin.made()I");
        assertThat(problems(API.replace("Object field", "String field"), BASE, PART, PORT))
                .containsExactly("plugin/Plugin: there is no FIELD plugin/Plugin.field Ljava/lang/Object;");
    }

    @Test
    @DisplayName("a method that is not static any more, or hidden; a class in an interface's place")
    void changed() {
        assertThat(problems(API.replace("static int", "int"), BASE, PART, PORT))
                .containsExactly("plugin/Plugin: static or not is otherwise at STATIC_METHOD plugin/Plugin.made()I");
        assertThat(problems(API, BASE.replace("public Part", "Part"), PART, PORT))
                .contains("plugin/Plugin: there is no access to METHOD host/Base.part(Ljava/lang/String;)Lhost/Part;");
        assertThat(problems(API, BASE, PART, "package host; public class Port { public void take(Part part) {} }"))
                .containsExactly("plugin/Plugin: class or interface is otherwise at INTERFACE_METHOD"
                        + " host/Port.take(Lhost/Part;)V");
    }

    @Test
    @DisplayName("a Java that lacks a class or a method, also where a library asks for it; one that has them")
    void java() {
        String modern = "package plugin; public class Plugin { Object use(String text) {"
                + " return java.util.List.of(text.strip(), java.util.concurrent.Flow.class); } }";
        compile("modern", List.of(), modern);
        Path plugin = dir.resolve("modern");
        for (boolean isOwn : List.of(true, false)) {
            try (ClassFiles jar = ClassFiles.of(List.of(plugin)); ClassFiles java8 = ClassFiles.ofJava(8)) {
                assertThat(Linkage.of(jar, java8, name -> isOwn).problems()).containsExactly(
                        "plugin/Plugin: there is no CLASS java/util/concurrent/Flow",
                        "plugin/Plugin: there is no METHOD java/lang/String.strip()Ljava/lang/String;",
                        "plugin/Plugin: there is no STATIC_METHOD java/util/List.of(Ljava/lang/Object;Ljava/lang/Object;)"
                                + "Ljava/util/List;");
            }
        }
        try (ClassFiles jar = ClassFiles.of(List.of(plugin)); ClassFiles none = ClassFiles.of(List.of())) {
            assertThat(Linkage.of(jar, none, name -> true).problems()).as("on this JDK").isEmpty();
        }
    }

    @Test
    @DisplayName("an interface that asks for more, a final method, a final class")
    void inherited() {
        assertThat(problems(API, BASE, PART, PORT.replace("void take", "int left(); void take")))
                .containsExactly("plugin/Plugin: does not implement host/Port.left()I");
        assertThat(problems(API.replace("protected void", "protected final void"), BASE, PART, PORT))
                .containsExactly("plugin/Plugin: overrides the final host/Api.hook()V");
        assertThat(problems(API.replace("public class", "public final class"), BASE, PART, PORT))
                .containsExactly("plugin/Plugin: extends the final host/Api");
        assertThat(problems(API, BASE, PART, PORT.replace("void take", "default int left() { return 0; } void take")))
                .isEmpty();
    }

    @Test
    @DisplayName("an override of nothing is no override")
    void overridden() {
        assertThat(overrides(API.replace("hook", "hooked"), BASE, PART, PORT))
                .containsExactly("plugin/Plugin.take(Lhost/Part;)V");
    }

    @Test
    @DisplayName("of a library that the jar brings along: a class may be missing, a member of one that is there may not")
    void libraries() {
        compile("first", List.of(), API, BASE, PART, PORT);
        compile("plugin", List.of(dir.resolve("first")), PLUGIN);
        compile("other", List.of(), API.replace("made", "built"), BASE.replace("Part", "Object"));
        try (ClassFiles jar = ClassFiles.of(List.of(dir.resolve("plugin")));
                ClassFiles host = ClassFiles.of(List.of(dir.resolve("other")))) {
            assertThat(Linkage.of(jar, host, name -> false).problems()).containsExactly(
                    "plugin/Plugin: there is no METHOD host/Base.part(Ljava/lang/String;)Lhost/Part;");
        }
    }

    private Set<String> problems(String... host) {
        return compiled(host, Linkage::problems);
    }

    private Set<String> overrides(String... host) {
        return compiled(host, Linkage::overrides);
    }

    private Set<String> compiled(String[] host, Function<Linkage, Set<String>> asked) {
        compile("first", List.of(), API, BASE, PART, PORT);
        compile("plugin", List.of(dir.resolve("first")), PLUGIN);
        TextFiles.deleteTree(dir.resolve("other"));
        compile("other", List.of(), host);
        try (ClassFiles jar = ClassFiles.of(List.of(dir.resolve("plugin")));
                ClassFiles other = ClassFiles.of(List.of(dir.resolve("other")))) {
            return asked.apply(Linkage.of(jar, other, name -> true));
        }
    }

    private void compile(String folder, List<Path> classPath, String... sources) {
        List<String> arguments = new ArrayList<>(List.of("-d", dir.resolve(folder).toString(), "-proc:none"));
        classPath.forEach(path -> arguments.addAll(List.of("-cp", path.toString())));
        for (String source : sources) {
            String name = source.replaceAll("(?s).*?public (final )?(class|interface) (\\w+).*", "$3");
            Path file = dir.resolve(folder + "-sources").resolve(name + ".java");
            TextFiles.write(file, source);
            arguments.add(file.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).as("compiled").isZero();
    }
}
