package io.github.lockkeeper.spring;

import io.github.lockkeeper.config.GroupConfig;
import io.github.lockkeeper.config.SourceConfig;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.GenericBeanDefinition;
import org.springframework.beans.factory.support.ManagedList;

/** Turns the template's one parser into one for each source, and tells the group's beans of them. */
final class GroupDefinitions {

    private static final String TEMPLATE = "sourceEventParser";
    private static final String PARSER = "eventParser";
    private static final String META_MANAGER = "metaManager";

    /** No name that a source can have, so that nothing is found under it. */
    private static final String NO_NAME = "(none)";

    private final BeanDefinitionRegistry registry;

    GroupDefinitions(BeanDefinitionRegistry registry) {
        this.registry = registry;
    }

    void register(GroupConfig config) {
        BeanDefinition template = registry.getBeanDefinition(TEMPLATE);
        registry.removeBeanDefinition(TEMPLATE);
        ManagedList<Object> parsers = new ManagedList<>();
        ManagedList<Object> names = new ManagedList<>();
        for (SourceConfig source : config.sources()) {
            String id = PARSER + (parsers.size() + 1);
            registry.registerBeanDefinition(id, parserOf(source, template));
            parsers.add(new RuntimeBeanReference(id));
            names.add(source.name().value());
        }
        registry.getBeanDefinition(PARSER).getPropertyValues().add("eventParsers", parsers);
        chooseStore(config);
        registry.getBeanDefinition(META_MANAGER).getPropertyValues().add("sourceNames", names);
    }

    private static GenericBeanDefinition parserOf(SourceConfig source, BeanDefinition template) {
        GenericBeanDefinition parser = new DefinitionCopy(tokensOf(source)).of(template);
        parser.setAbstract(false);
        return parser;
    }

    private static UnaryOperator<String> tokensOf(SourceConfig source) {
        String number = source.number().isPresent() ? String.valueOf(source.number().getAsInt()) : "";
        String name = source.isNamed() ? source.name().value() : NO_NAME;
        return text -> text.replace("@N@", number).replace("@NAME@", name)
                .replace("@SOURCE@", source.name().value()).replace("@PLAIN@", String.valueOf(number.isEmpty()));
    }

    private void chooseStore(GroupConfig config) {
        BeanDefinition metaManager = registry.getBeanDefinition(META_MANAGER);
        String store = config.cursorStore().toString();
        registry.removeBeanDefinition(META_MANAGER);
        registry.registerBeanDefinition(META_MANAGER,
                new DefinitionCopy(text -> text.replace("@STORE@", store)).of(metaManager));
    }
}
