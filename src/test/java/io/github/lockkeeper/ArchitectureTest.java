package io.github.lockkeeper;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Imports point one way. A new package gets its row in {@link #TABLE}. */
class ArchitectureTest {

    private static final String ROOT = "io.github.lockkeeper.";
    private static final Path SOURCES = Path.of("src/main/java", ROOT.replace('.', '/'));

    // What is not ours, and may be imported where the table says so. The JDK may be everywhere.
    private static final String CANAL = "Canal";
    private static final String JACKSON = "Jackson";
    private static final String PICOCLI = "picocli";
    private static final String CURATOR = "Curator";
    private static final String SPRING = "Spring";
    private static final String SLF4J = "slf4j";
    private static final Map<String, String[]> FOREIGN = Map.of(
            CANAL, new String[] {"com.alibaba.otter.canal..", "com.taobao.tddl.dbsync..", "com.google.protobuf.."},
            JACKSON, new String[] {"com.fasterxml.jackson.."},
            CURATOR, new String[] {"org.apache.curator..", "org.apache.zookeeper.."},
            PICOCLI, new String[] {"picocli.."},
            SPRING, new String[] {"org.springframework.."},
            SLF4J, new String[] {"org.slf4j.."});

    /** Ranks 0 to 4: what the product knows, without a server, a disk or a host. */
    private static final List<String> CORE =
            List.of(
            "position", "cursor", "fault", "catalog", "gap", "stream", "fallback", "liveness", "recovery", "config");

    /** By package below {@link #ROOT}, in the order of ranks: what it may import besides the JDK. */
    private static final Map<String, Set<String>> TABLE = new LinkedHashMap<>();

    static {
        row("position");
        row("cursor", "position");
        row("fault", "position");
        row("catalog", "position");
        row("gap", "position", "fault", "catalog");
        row("stream", "position");
        row("fallback", "position", "cursor", "fault", "catalog", "gap");
        row("liveness", "position", "fault");
        row("recovery", "position", "cursor", "fault", "catalog", "gap", "fallback", "liveness");
        row("config", "position", "fallback", "liveness");
        row("mysql", CORE, CANAL, SLF4J);
        row("persistence.memory", CORE);
        row("persistence.json", CORE, JACKSON);
        row("persistence.file", CORE, "persistence.json");
        row("persistence.zookeeper", CORE, "persistence.json", CURATOR);
        // The host's adapters, in the order in which events flow back from the client; stores and servers reach them
        // through ports only.
        row("canal.alarm", CORE, CANAL, SLF4J);
        row("canal.store", CORE, CANAL, SLF4J, "canal.alarm");
        row("canal.sink", CORE, CANAL, SLF4J, "canal.alarm", "canal.store");
        row("canal.meta", CORE, CANAL, SLF4J, "canal.alarm", "canal.store", "canal.sink");
        row("canal.parse", CORE, CANAL, SLF4J, "canal.alarm", "canal.store", "canal.sink", "canal.meta", SPRING);
        // What people see; what it reads is passed in.
        row("ops.cli", CORE, PICOCLI);
        // The composition roots: inside the host, and of the command line, where no host is.
        row("spring", TABLE.keySet().stream().toList(), CANAL, SPRING);
        row("ops.main", TABLE.keySet().stream().toList(), PICOCLI);
    }

    private static final JavaClasses MAIN =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT + ".");

    private static void row(String name, String... mayImport) {
        row(name, List.of(), mayImport);
    }

    private static void row(String name, List<String> mayImport, String... andMayImport) {
        Set<String> all = new LinkedHashSet<>(mayImport);
        all.addAll(List.of(andMayImport));
        TABLE.put(name, all);
    }

    private static Set<String> packages() {
        return TABLE.keySet();
    }

    @Test
    @DisplayName("the table has every package that exists, and no other")
    void tableIsComplete() {
        assertThat(MAIN.stream().map(ArchitectureTest::ours).collect(toSet()))
                .containsExactlyInAnyOrderElementsOf(packages());
    }

    @Test
    @DisplayName("a row of the table imports only rows above it")
    void tablePointsOneWay() {
        List<String> order = List.copyOf(packages());
        TABLE.forEach((name, allowed) -> assertThat(allowed.stream().filter(order::contains))
                .as(name).allMatch(other -> order.indexOf(other) < order.indexOf(name)));
    }

    @ParameterizedTest(name = "{0} imports only what its row allows")
    @MethodSource("packages")
    void importsOnlyWhatItsRowAllows(String name) {
        String[] allowed = Stream.concat(Stream.of("", "java..", ROOT + name),
                TABLE.get(name).stream().flatMap(ArchitectureTest::patterns)).toArray(String[]::new);
        classes().that().resideInAPackage(ROOT + name)
                .should().onlyDependOnClassesThat(resideInAnyPackage(allowed)).check(MAIN);
    }

    @Test
    @DisplayName("no cycles between packages")
    void noCycles() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    @DisplayName("no reflection: what the compiler does not see no rule holds")
    void noReflection() {
        noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.reflect..").check(MAIN);
    }

    @Test
    @DisplayName("Spring is in the composition root alone, and where the host's table meta history is built")
    void springOnlyWhereContextsAreBuilt() {
        // The history is a Spring context of the host's own: a file that the user names and may have changed. Only a
        // context can put a table meta with the source's own key into it, and only when the source starts. PromptH2 sees
        // to the database in it.
        noClasses().that().resideOutsideOfPackage(ROOT + "spring")
                .and().doNotHaveFullyQualifiedName(ROOT + "canal.parse.SourceTableMetaFactory")
                .and().doNotHaveFullyQualifiedName(ROOT + "canal.parse.PromptH2")
                .should().dependOnClassesThat(resideInAnyPackage(FOREIGN.get(SPRING))).check(MAIN);
    }

    @Test
    @DisplayName("the core owns no threads")
    void coreOwnsNoThreads() {
        noClasses().that().resideInAnyPackage(CORE.stream().map(name -> ROOT + name).toArray(String[]::new))
                .should().dependOnClassesThat(nameMatching("java\\.lang\\.Thread.*|java\\.util\\.Timer.*"
                        + "|java\\.util\\.concurrent\\.(.*Executor.*|ForkJoin.*|CompletableFuture|CompletionStage)"))
                .check(MAIN);
    }

    @ParameterizedTest(name = "{0} says what it is and what it may import, in step with the table")
    @MethodSource("packages")
    void packageInfo(String name) throws IOException {
        String text = Files.readString(SOURCES.resolve(name.replace('.', '/')).resolve("package-info.java"))
                .replaceAll("\\s*\n \\* ?", " ");
        assertThat(text).contains("package " + ROOT + name + ";").containsPattern("/\\*\\* \\w+.*\\. May import");
        Matcher named = Pattern.compile("\\{@code ([a-z.*]+)}").matcher(text.substring(text.indexOf("May import")));
        assertThat(named.results().map(result -> result.group(1)).filter(other -> !isAllowed(name, other)))
                .as("named in the package-info, but not in the table").isEmpty();
    }

    private static boolean isAllowed(String name, String other) {
        return TABLE.get(name).contains(other);
    }

    private static String ours(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }

    private static Stream<String> patterns(String allowed) {
        return FOREIGN.containsKey(allowed) ? Stream.of(FOREIGN.get(allowed)) : Stream.of(ROOT + allowed);
    }
}
