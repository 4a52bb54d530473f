package io.github.lockkeeper.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.GenericBeanDefinition;

class LaterHostPropertiesTest {

    @Test
    void whatHasNoSetterIsLeftOut() {
        BeanDefinition definition = definition(Oldest.class);

        leaveOutMissing(definition);

        assertThat(definition.getPropertyValues().contains("filterRows")).isTrue();
        assertThat(definition.getPropertyValues().contains("filterDmlInsert")).isFalse();
        assertThat(definition.getPropertyValues().contains("sslInfo")).as("with its missing class").isFalse();
    }

    @Test
    void whatHasASetterStays() {
        BeanDefinition definition = definition(Newest.class);

        leaveOutMissing(definition);

        assertThat(definition.getPropertyValues().getPropertyValues()).hasSize(3);
    }

    @Test
    void innerBeansAreLookedAtToo() {
        BeanDefinition inner = definition(Oldest.class);
        GenericBeanDefinition outer = new GenericBeanDefinition();
        outer.setBeanClassName(Object.class.getName());
        outer.getPropertyValues().add("masterInfo", new BeanDefinitionHolder(inner, "inner"));

        leaveOutMissing(outer);

        assertThat(inner.getPropertyValues().contains("sslInfo")).isFalse();
    }

    @Test
    void mistakeInTheTemplateStaysAMistake() {
        GenericBeanDefinition definition = new GenericBeanDefinition();
        definition.setBeanClassName(Oldest.class.getName());
        definition.getPropertyValues().add("filterRosw", "true");

        leaveOutMissing(definition);

        assertThat(definition.getPropertyValues().contains("filterRosw")).isTrue();
    }

    private static void leaveOutMissing(BeanDefinition definition) {
        DefaultListableBeanFactory registry = new DefaultListableBeanFactory();
        registry.registerBeanDefinition("bean", definition);
        new LaterHostProperties(LaterHostPropertiesTest.class.getClassLoader()).leaveOutMissing(registry);
    }

    private static BeanDefinition definition(Class<?> type) {
        GenericBeanDefinition ssl = new GenericBeanDefinition();
        ssl.setBeanClassName("com.alibaba.otter.canal.no.such.SslInfo");
        GenericBeanDefinition definition = new GenericBeanDefinition();
        definition.setBeanClassName(type.getName());
        definition.getPropertyValues().add("filterRows", "true").add("filterDmlInsert", "true")
                .add("sslInfo", new BeanDefinitionHolder(ssl, "ssl"));
        return definition;
    }

    /** A host's class as it was. */
    public static class Oldest {
        public void setFilterRows(boolean filterRows) {
            // only its existence matters
        }
    }

    /** A host's class as it became. */
    public static class Newest extends Oldest {
        public void setFilterDmlInsert(boolean filterDmlInsert) {
            // only its existence matters
        }

        public void setSslInfo(Object sslInfo) {
            // only its existence matters
        }
    }
}
