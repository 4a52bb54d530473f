package io.github.lockkeeper.spring;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.MutablePropertyValues;
import org.springframework.beans.PropertyValue;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.util.ClassUtils;

/**
 * Leaves out the properties that the host's classes got after Canal 1.1.4, where they have no setter: Spring would
 * refuse the whole context. Any other property without a setter is a mistake in the template and stays one.
 */
final class LaterHostProperties {

    /** With the first Canal version that has them. */
    private static final Set<String> NAMES = Collections.unmodifiableSet(new HashSet<>(Arrays.asList(
            "filterDmlInsert", "filterDmlUpdate", "filterDmlDelete", // 1.1.5
            "tsdbJdbcUrl", "tsdbJdbcUserName", "tsdbJdbcPassword", // 1.1.5
            "dynamicTopicPartitionNum", // 1.1.5
            "enableDynamicQueuePartition", // 1.1.6
            "multiStreamEnable", // 1.1.7
            "sslInfo"))); // 1.1.8

    private final ClassLoader classLoader;

    LaterHostProperties(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    /** Has to come before placeholders are resolved and beans are made: the class of an inner bean may be missing. */
    void leaveOutMissing(BeanDefinitionRegistry registry) {
        for (String name : registry.getBeanDefinitionNames()) {
            leaveOutMissing(registry.getBeanDefinition(name));
        }
    }

    private void leaveOutMissing(BeanDefinition definition) {
        MutablePropertyValues properties = definition.getPropertyValues();
        for (PropertyValue property : properties.getPropertyValues()) {
            if (NAMES.contains(property.getName()) && !hasSetter(definition, property.getName())) {
                properties.removePropertyValue(property.getName());
            } else if (property.getValue() instanceof BeanDefinitionHolder) {
                leaveOutMissing(((BeanDefinitionHolder) property.getValue()).getBeanDefinition());
            }
        }
    }

    private boolean hasSetter(BeanDefinition definition, String property) {
        Class<?> type = ClassUtils.resolveClassName(definition.getBeanClassName(), classLoader);
        return BeanUtils.getPropertyDescriptor(type, property) != null
                && BeanUtils.getPropertyDescriptor(type, property).getWriteMethod() != null;
    }
}
