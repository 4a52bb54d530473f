package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.otter.canal.instance.spring.support.PropertyPlaceholderConfigurer;
import com.alibaba.otter.canal.parse.inbound.mysql.tsdb.TableMetaTSDB;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The history's file asks for a number that only canal-admin has: without it the context cannot be made. */
@DisplayName("The history of a source's tables")
class SourceTableMetaFactoryTest {

    private static final String FILE = "classpath:testkit/table-meta-with-a-number.xml";

    private final Properties fromAdmin = new Properties();

    @AfterEach
    void forget() {
        PropertyPlaceholderConfigurer.propertiesLocal.remove();
    }

    @Test
    @DisplayName("is built with what canal-admin sent, whatever thread starts the source")
    void fromAdmin() {
        fromAdmin.setProperty("canal.instance.tsdb.number", "42");
        Properties ofThread = PropertyPlaceholderConfigurer.propertiesLocal.get();
        SourceTableMetaFactory factory = new SourceTableMetaFactory("group@orders", fromAdmin);
        TableMetaTSDB history = factory.build("group", FILE);
        assertThat(history).isInstanceOf(SourceTableMeta.class);
        assertThat(factory.build("group", FILE)).isSameAs(history);
        assertThat(PropertyPlaceholderConfigurer.propertiesLocal.get()).as("the thread's own").isSameAs(ofThread);
        factory.destory("group");
    }

    @Test
    @DisplayName("is not built with what another instance left behind on the thread")
    void ofAnother() {
        Properties ofAnother = new Properties();
        ofAnother.setProperty("canal.instance.tsdb.number", "42");
        PropertyPlaceholderConfigurer.propertiesLocal.set(ofAnother);
        SourceTableMetaFactory factory = new SourceTableMetaFactory("group@orders", fromAdmin);
        assertThatThrownBy(() -> factory.build("group", FILE)).hasMessageContaining("number");
        assertThat(PropertyPlaceholderConfigurer.propertiesLocal.get()).isSameAs(ofAnother);
    }
}
