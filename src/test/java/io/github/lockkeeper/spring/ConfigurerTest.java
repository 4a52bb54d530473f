package io.github.lockkeeper.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lockkeeper.config.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.FileCopyUtils;

/** Where the properties come from, what happens to their values on the way, and what is refused. */
class ConfigurerTest {

    private static final String SECRET = "hunter2";

    @TempDir
    Path classpath;

    @Test
    void systemPropertyOverridesCanalAdminOverridesInstanceFileOverridesCanalProperties() {
        try (TemplateContext context = sources(1)
                .globalLine("canal.instance.dbUsername=global").globalLine("canal.instance.dbPassword=global")
                .globalLine("canal.instance.defaultDatabaseName=global")
                .globalLine("canal.instance.detecting.sql=global")
                .line("canal.instance.dbUsername=file").line("canal.instance.dbPassword=file")
                .line("canal.instance.defaultDatabaseName=file")
                .fromAdmin("canal.instance.dbUsername", "admin").fromAdmin("canal.instance.dbPassword", "admin")
                .systemProperty("canal.instance.dbUsername", "system").load()) {
            assertThat(context.value("eventParser1", "masterInfo.username")).isEqualTo("system");
            assertThat(context.value("eventParser1", "masterInfo.password")).isEqualTo("admin");
            assertThat(context.value("eventParser1", "masterInfo.defaultDatabaseName")).isEqualTo("file");
            assertThat(context.value("eventParser1", "detectingSQL")).isEqualTo("global");
        }
    }

    @Test
    void sourcesMayComeFromAnywhere() {
        try (TemplateContext context = TemplateContext.in(classpath).line("canal.instance.group.names=orders,trades")
                .fromAdmin("canal.instance.master1.address", "10.0.0.1:3306")
                .systemProperty("canal.instance.master2.address", "10.0.0.2:3306")
                .fromAdmin("canal.instance.group.source.orders.dbUsername", "orderly")
                .systemProperty("canal.instance.group.source.trades.dbUsername", "trader").load()) {
            assertThat(context.value("eventParser1", "masterInfo.address")).isEqualTo("10.0.0.1:3306");
            assertThat(context.value("eventParser1", "masterInfo.username")).isEqualTo("orderly");
            assertThat(context.value("eventParser2", "masterInfo.address")).isEqualTo("10.0.0.2:3306");
            assertThat(context.value("eventParser2", "masterInfo.username")).isEqualTo("trader");
        }
    }

    @Test
    void canalAdminAloneIsEnough() {
        try (TemplateContext context = TemplateContext.in(classpath)
                .fromAdmin("canal.instance.master.address", "10.0.0.1:3306").load()) {
            assertThat(context.value("eventParser1", "masterInfo.address")).isEqualTo("10.0.0.1:3306");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b:c", "pa{ss}word", "{}", "#hash", "pa$$word", "100%", "a=b", "#{1+1}", "#{nonsense",
        "a}b", "@N@", "with blank", "\u00E9\u00FC"})
    void valuesSurvive(String value) {
        try (TemplateContext context = sources(2).line("canal.instance.group.names=orders,trades")
                .fromAdmin("canal.instance.dbPassword", value)
                .fromAdmin("canal.instance.group.source.trades.defaultDatabaseName", value).load()) {
            assertThat(context.value("eventParser1", "masterInfo.password")).isEqualTo(value);
            assertThat(context.value("eventParser2", "standbyInfo.password")).isEqualTo(value);
            assertThat(context.value("eventParser2", "masterInfo.defaultDatabaseName")).isEqualTo(value);
            assertThat(MasterInfo.password(context, "eventParser1")).isEqualTo(value);
        }
    }

    @Test
    void placeholdersInValuesAreFilledIn() {
        try (TemplateContext context = TemplateContext.in(classpath).line("region=eu").line("db.port=3307")
                .line("canal.instance.master1.address=db-${region}.example:${db.port:3306}")
                .line("canal.instance.master2.address=db-us.example:${none:3308}")
                .line("canal.instance.group.names=${region},us")
                .line("canal.instance.group.source.eu.defaultDatabaseName=${region}_db").load()) {
            assertThat(context.value("eventParser1", "masterInfo.address")).isEqualTo("db-eu.example:3307");
            assertThat(context.value("eventParser1", "sourceName")).isEqualTo("eu");
            assertThat(context.value("eventParser1", "masterInfo.defaultDatabaseName")).isEqualTo("eu_db");
            assertThat(context.value("eventParser2", "masterInfo.address")).isEqualTo("db-us.example:3308");
        }
    }

    @Test
    void placeholderThatNothingFillsInIsRefused() {
        assertThat(refusal(sources(1).line("canal.instance.dbUsername=${DB_USER}")))
                .hasMessageContaining("canal.instance.dbUsername").hasMessageContaining("${DB_USER}");
    }

    @Test
    void placeholderThatFillsItselfInIsRefused() {
        assertThat(refusal(sources(1).line("canal.instance.dbUsername=${canal.instance.dbUsername}")))
                .hasMessageContaining("canal.instance.dbUsername");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[::1]:3307", "[fe80::1]:3307"})
    void bracketedAddressReachesTheParser(String address) {
        try (TemplateContext context = TemplateContext.in(classpath)
                .fromAdmin("canal.instance.master1.address", address).load()) {
            InetSocketAddress master = MasterInfo.of(context, "eventParser1").getAddress();

            assertThat(master.getPort()).isEqualTo(3307);
            assertThat(master.isUnresolved()).isFalse();
            assertThat(context.value("eventParser1", "sourceName")).isEqualTo(address);
        }
    }

    @Test
    void refusalNamesTheDestinationAndWhereTheValueCameFrom() {
        ConfigException refusal = refusal(TemplateContext.in(classpath)
                .globalLine("canal.instance.group.start=oldest")
                .line("canal.instance.master1.address=10.0.0.1")
                .fromAdmin("canal.instance.gtidon", "perhaps")
                .systemProperty("canal.instance.transaction.size", "1000"));

        assertThat(refusal).hasMessageContaining("'trading'")
                .hasMessageContaining("canal.instance.group.start (from class path resource [canal.properties])")
                .hasMessageContaining(
                        "canal.instance.master1.address (from class path resource [trading/instance.properties])")
                .hasMessageContaining("canal.instance.gtidon (from canal-admin)")
                .hasMessageContaining("canal.instance.transaction.size (from a system property)");
    }

    @Test
    void byteOrderMarkBeforeTheFirstKeyOfTheFileIsRefused() throws IOException {
        Files.createDirectories(classpath.resolve("trading"));
        Files.write(classpath.resolve("trading/instance.properties"),
                "\uFEFFcanal.instance.master1.address=10.0.0.1:3306\n".getBytes(StandardCharsets.UTF_8));

        assertThat(refusal(TemplateContext.in(classpath))).hasMessageContaining("byte-order mark")
                .hasMessageContaining("canal.instance.master1.address (from class path resource [trading/");
    }

    @Test
    void byteOrderMarkBeforeACommentHarmsNothing() throws IOException {
        Files.createDirectories(classpath.resolve("trading"));
        Files.write(classpath.resolve("trading/instance.properties"),
                "\uFEFF# sources\ncanal.instance.master1.address=10.0.0.1:3306\n".getBytes(StandardCharsets.UTF_8));

        TemplateContext.in(classpath).load().close();
    }

    @Test
    void fullWidthCommaOfAUtf8FileIsRefused() {
        assertThat(refusal(sources(2).line("canal.instance.group.names=orders\uFF0Ctrades")))
                .hasMessageContaining("canal.instance.group.names").hasMessageContaining("full-width");
    }

    @Test
    void noSecretInAnyMessage() {
        Throwable refusal = catchThrowable(() -> sources(1).line("canal.instance.dbPassword=" + SECRET + "${x}")
                .line("canal.instance.group.names=orders")
                .line("canal.instance.group.source.orders.dbPassw=" + SECRET)
                .line("canal.instance.group.source.orders.dbPassword=" + SECRET + "#{")
                .line("canal.instance.group.source.orders.pwdPublicKey=${" + SECRET + "}").load());

        assertThat(stackTraceOf(refusal)).contains("canal.instance.dbPassword").doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<property name=\"templateVersion\" value=\"0.0.9\"/>", ""})
    void copyOfAnotherVersionIsRefused(String version) throws IOException {
        String copy = template().replaceAll("<property name=\"templateVersion\" value=\"[^\"]*\"/>", version);

        assertThat(refusal(sources(1).template("spring/copy.xml", copy)))
                .hasMessageContaining("spring/lockkeeper-instance.xml").hasMessageContaining(TemplateVersion.CURRENT)
                .hasMessageContaining("bin/lockkeeper template --force --out conf/spring/lockkeeper-instance.xml");
    }

    @Test
    void copyOfThisVersionIsTaken() throws IOException {
        sources(1).template("spring/copy.xml", template()).load().close();
    }

    @Test
    void refusalLeavesTheDestinationsFolderAlone() {
        Path data = classpath.resolve("data");
        refusal(sources(1).line("canal.file.data.dir=" + data).line("canal.instance.group.start=oldest"));

        assertThat(data).doesNotExist();
    }

    private TemplateContext sources(int count) {
        return TemplateContext.in(classpath).sources(count);
    }

    private static ConfigException refusal(TemplateContext context) {
        ConfigException refusal = catchThrowableOfType(ConfigException.class, context::load);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    private static String template() throws IOException {
        return new String(FileCopyUtils.copyToByteArray(
                new ClassPathResource("spring/lockkeeper-instance.xml").getInputStream()), StandardCharsets.UTF_8);
    }

    private static String stackTraceOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
