package io.github.lockkeeper.spring;

import com.alibaba.otter.canal.instance.spring.support.PropertyPlaceholderConfigurer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.springframework.beans.MutablePropertyValues;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.config.TypedStringValue;
import org.springframework.context.support.ClassPathXmlApplicationContext;

/** Loads the template as the host does: two files on the classpath, a system property while the beans are made. */
final class TemplateContext implements AutoCloseable {

    static final String DESTINATION = "trading";
    private static final String DESTINATION_KEY = "canal.instance.destination";

    private final Path classpath;
    private final Map<String, String> systemProperties = new HashMap<>();
    private final Properties fromAdmin = new Properties();
    private String template = "classpath:spring/lockkeeper-instance.xml";
    private ClassPathXmlApplicationContext context;

    private TemplateContext(Path classpath) {
        this.classpath = classpath;
    }

    /** @param classpath an empty folder that takes the property files */
    static TemplateContext in(Path classpath) {
        return new TemplateContext(classpath);
    }

    /** A line of the instance's own file. */
    TemplateContext line(String line) {
        return append(DESTINATION + "/instance.properties", line);
    }

    /** A line of {@code canal.properties}. */
    TemplateContext globalLine(String line) {
        return append("canal.properties", line);
    }

    TemplateContext systemProperty(String key, String value) {
        systemProperties.put(key, value);
        return this;
    }

    /** A property as canal-admin hands it over. */
    TemplateContext fromAdmin(String key, String value) {
        fromAdmin.setProperty(key, value);
        return this;
    }

    TemplateContext sources(int count) {
        for (int number = 1; number <= count; number++) {
            line("canal.instance.master" + number + ".address=10.0.0." + number + ":3306");
        }
        return this;
    }

    /** Another template on the classpath. */
    TemplateContext template(String resource, String text) {
        template = "classpath:" + resource;
        return append(resource, text);
    }

    TemplateContext load() {
        Properties before = (Properties) System.getProperties().clone();
        systemProperties.forEach(System::setProperty);
        System.setProperty(DESTINATION_KEY, DESTINATION);
        PropertyPlaceholderConfigurer.propertiesLocal.set(fromAdmin);
        URL[] folder = {url(classpath)};
        try (URLClassLoader loader = new URLClassLoader(folder, TemplateContext.class.getClassLoader())) {
            context = new ClassPathXmlApplicationContext(new String[] {template}, false);
            context.setClassLoader(loader);
            context.refresh();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            PropertyPlaceholderConfigurer.propertiesLocal.remove();
            System.setProperties(before);
        }
    }

    <T> T bean(String id, Class<T> type) {
        return context.getBean(id, type);
    }

    boolean contains(String id) {
        return context.containsBean(id);
    }

    BeanDefinition definition(String id) {
        return context.getBeanFactory().getBeanDefinition(id);
    }

    /** The value that a property of a bean ends up with, as text; inner beans by their properties, as a.b.c. */
    String value(String id, String path) {
        return String.valueOf(values(definition(id), "").get(path));
    }

    /** All properties of a bean with their values as text; constructor arguments as {@code [0]}. */
    Map<String, String> values(String id) {
        return values(definition(id), "");
    }

    private static Map<String, String> values(BeanDefinition definition, String prefix) {
        Map<String, String> values = new HashMap<>();
        definition.getConstructorArgumentValues().getIndexedArgumentValues().forEach((index, argument) ->
                put(values, prefix + "[" + index + "]", argument.getValue()));
        MutablePropertyValues properties = definition.getPropertyValues();
        properties.getPropertyValueList().forEach(property ->
                put(values, prefix + property.getName(), property.getValue()));
        return values;
    }

    private static void put(Map<String, String> values, String path, Object value) {
        if (value instanceof BeanDefinitionHolder holder) {
            values.put(path, holder.getBeanDefinition().getBeanClassName());
            values.putAll(values(holder.getBeanDefinition(), path + "."));
        } else {
            values.put(path, value instanceof TypedStringValue text ? text.getValue() : String.valueOf(value));
        }
    }

    private static URL url(Path folder) {
        try {
            return folder.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TemplateContext append(String resource, String line) {
        try {
            Path file = classpath.resolve(resource);
            Files.createDirectories(file.getParent());
            String present = Files.exists(file) ? Files.readString(file) : "";
            Files.writeString(file, present + line + "\n", StandardCharsets.UTF_8);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
    }
}
