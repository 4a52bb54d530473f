package io.github.lockkeeper.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.config.TypedStringValue;
import org.springframework.beans.factory.support.GenericBeanDefinition;
import org.springframework.beans.factory.support.ManagedList;

class DefinitionCopyTest {

    private final GenericBeanDefinition original = new GenericBeanDefinition();

    @Test
    void textsAreRewrittenWhereverTheyStand() {
        ManagedList<Object> list = new ManagedList<>();
        list.add(new TypedStringValue("item@N@"));
        original.getPropertyValues().add("text", new TypedStringValue("text@N@"))
                .add("ref", new RuntimeBeanReference("ref@N@")).add("list", list).add("number", 7);
        original.getConstructorArgumentValues().addIndexedArgumentValue(0, new TypedStringValue("arg@N@"));
        original.getConstructorArgumentValues().addGenericArgumentValue(new TypedStringValue("generic@N@"));

        BeanDefinition copy = copy();

        assertThat(value(copy, "text")).isEqualTo("text2");
        assertThat(((RuntimeBeanReference) property(copy, "ref")).getBeanName()).isEqualTo("ref2");
        assertThat(property(copy, "list")).asList().extracting(item -> ((TypedStringValue) item).getValue())
                .containsExactly("item2");
        assertThat(property(copy, "number")).isEqualTo(7);
        assertThat(((TypedStringValue) copy.getConstructorArgumentValues().getIndexedArgumentValues().get(0).getValue())
                .getValue()).isEqualTo("arg2");
        assertThat(((TypedStringValue) copy.getConstructorArgumentValues().getGenericArgumentValues().get(0).getValue())
                .getValue()).isEqualTo("generic2");
    }

    @Test
    void originalStaysAsItWas() {
        GenericBeanDefinition inner = new GenericBeanDefinition();
        inner.getPropertyValues().add("address", new TypedStringValue("master@N@"));
        original.getPropertyValues().add("masterInfo", new BeanDefinitionHolder(inner, "inner"));
        original.getConstructorArgumentValues().addIndexedArgumentValue(0, new TypedStringValue("arg@N@"));

        BeanDefinition copy = copy();
        BeanDefinition copiedInner = ((BeanDefinitionHolder) property(copy, "masterInfo")).getBeanDefinition();

        assertThat(value(copiedInner, "address")).isEqualTo("master2");
        assertThat(value(inner, "address")).isEqualTo("master@N@");
        assertThat(((TypedStringValue) original.getConstructorArgumentValues().getIndexedArgumentValues().get(0)
                .getValue()).getValue()).isEqualTo("arg@N@");
        assertThat(List.of(copy.getPropertyValues().getPropertyValues())).hasSize(1);
    }

    private BeanDefinition copy() {
        return new DefinitionCopy(text -> text.replace("@N@", "2")).of(original);
    }

    private static Object property(BeanDefinition definition, String name) {
        return definition.getPropertyValues().getPropertyValue(name).getValue();
    }

    private static String value(BeanDefinition definition, String name) {
        return ((TypedStringValue) property(definition, name)).getValue();
    }
}
