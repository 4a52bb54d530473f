package io.github.lockkeeper.spring;

import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.beans.MutablePropertyValues;
import org.springframework.beans.PropertyValue;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.config.ConstructorArgumentValues;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.config.TypedStringValue;
import org.springframework.beans.factory.support.GenericBeanDefinition;
import org.springframework.beans.factory.support.ManagedList;

/**
 * Copies a bean definition with all that it contains, rewriting every text. Spring's own clone shares the inner
 * definitions and values with the original, so the second source would get the address of the first.
 */
final class DefinitionCopy {

    private final UnaryOperator<String> rewrite;

    DefinitionCopy(UnaryOperator<String> rewrite) {
        this.rewrite = rewrite;
    }

    GenericBeanDefinition of(BeanDefinition original) {
        GenericBeanDefinition copy = new GenericBeanDefinition(original);
        MutablePropertyValues properties = copy.getPropertyValues();
        PropertyValue[] values = properties.getPropertyValues();
        for (int i = 0; i < values.length; i++) {
            properties.setPropertyValueAt(new PropertyValue(values[i].getName(), value(values[i].getValue())), i);
        }
        ConstructorArgumentValues arguments = copy.getConstructorArgumentValues();
        arguments.getIndexedArgumentValues().values().forEach(this::rewriteArgument);
        arguments.getGenericArgumentValues().forEach(this::rewriteArgument);
        return copy;
    }

    private void rewriteArgument(ConstructorArgumentValues.ValueHolder argument) {
        argument.setValue(value(argument.getValue()));
    }

    private Object value(Object original) {
        if (original instanceof TypedStringValue) {
            return text((TypedStringValue) original);
        }
        if (original instanceof RuntimeBeanReference) {
            return new RuntimeBeanReference(rewrite.apply(((RuntimeBeanReference) original).getBeanName()));
        }
        if (original instanceof BeanDefinitionHolder) {
            BeanDefinitionHolder inner = (BeanDefinitionHolder) original;
            return new BeanDefinitionHolder(of(inner.getBeanDefinition()), inner.getBeanName());
        }
        return original instanceof List ? list((List<?>) original) : original;
    }

    private TypedStringValue text(TypedStringValue original) {
        TypedStringValue copy = new TypedStringValue(rewrite.apply(original.getValue()));
        if (original.getTargetTypeName() != null) {
            copy.setTargetTypeName(original.getTargetTypeName());
        }
        return copy;
    }

    private ManagedList<Object> list(List<?> original) {
        ManagedList<Object> copy = new ManagedList<>();
        original.forEach(element -> copy.add(value(element)));
        return copy;
    }
}
