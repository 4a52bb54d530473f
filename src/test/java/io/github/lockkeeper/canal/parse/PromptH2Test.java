package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptH2Test {

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:../conf/d/h2;CACHE_SIZE=1000;MODE=MYSQL;, jdbc:h2:../conf/d/h2;CACHE_SIZE=1000;MODE=MYSQL;WRITE_DELAY=0",
        "jdbc:h2:../conf/d/h2, jdbc:h2:../conf/d/h2;WRITE_DELAY=0",
        "jdbc:h2:../conf/d/h2;WRITE_DELAY=100, jdbc:h2:../conf/d/h2;WRITE_DELAY=100",
        "jdbc:mysql://db:3306/canal_tsdb, jdbc:mysql://db:3306/canal_tsdb"
    })
    void an_h2_without_a_delay_of_the_users_own_writes_at_once(String url, String expected) {
        Source source = new Source();
        source.setUrl(url);
        assertThat(new PromptH2().postProcessBeforeInitialization(source, "dataSource")).isSameAs(source);
        assertThat(source.getUrl()).isEqualTo(expected);
    }

    @Test
    void beans_without_a_url_are_left_alone() {
        assertThat(new PromptH2().postProcessBeforeInitialization("text", "bean")).isEqualTo("text");
        assertThat(new PromptH2().postProcessAfterInitialization("text", "bean")).isEqualTo("text");
    }

    /** What the host's pool looks like from outside. */
    public static final class Source {

        private String url;

        public String getUrl() {
            return url;
        }

        public void setUrl(String url) {
            this.url = url;
        }
    }
}
