package io.github.lockkeeper.spring;

import com.alibaba.otter.canal.instance.spring.support.PropertyPlaceholderConfigurer;
import io.github.lockkeeper.config.GroupConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Reads the properties as the host does, checks them, and registers a parser for each source before the placeholders
 * are resolved. This is the one moment at which the properties are merged and definitions can still be added.
 *
 * <p>Opens nothing: after a refusal every request of a client builds the context again.
 */
public class LockkeeperPropertyPlaceholderConfigurer extends PropertyPlaceholderConfigurer {

    private static final String DESTINATION = "canal.instance.destination";

    private String templateVersion;
    private String[] locationNames = {};
    private ResourceLoader resourceLoader;

    /** The version of Lockkeeper that the template was made for. */
    public void setTemplateVersion(String templateVersion) {
        this.templateVersion = templateVersion;
    }

    @Override
    public void setLocationNames(String[] locations) {
        super.setLocationNames(locations);
        // The host fills the placeholders into this very array, so the same one is kept to name the files later.
        this.locationNames = locations;
    }

    @Override
    public void setResourceLoader(ResourceLoader loader) {
        super.setResourceLoader(loader);
        this.resourceLoader = loader;
    }

    @Override
    protected void processProperties(ConfigurableListableBeanFactory beanFactory, Properties files) {
        String destination = inForce(DESTINATION, files);
        TemplateVersion.check(templateVersion, destination);
        GroupConfig config = read(files, destination);
        BeanDefinitionRegistry registry = (BeanDefinitionRegistry) beanFactory;
        new GroupDefinitions(registry).register(config);
        new LaterHostProperties(beanFactory.getBeanClassLoader()).leaveOutMissing(registry);
        // A value is data: a password with #{…} is no expression, and must not stand in the message of a parser.
        beanFactory.setBeanExpressionResolver(null);
        super.processProperties(beanFactory, files);
    }

    private GroupConfig read(Properties files, String destination) {
        Properties fromAdmin = propertiesLocal.get();
        EffectiveProperties properties = new EffectiveProperties(key -> inForce(key, files), files, fromAdmin);
        return GroupConfig.from(properties.values(), destination, new PropertyOrigins(fromAdmin, resources())::of);
    }

    /** The value that the host would use; {@code key} may carry a default behind a colon. */
    private String inForce(String key, Properties files) {
        return resolvePlaceholder(key, files, SYSTEM_PROPERTIES_MODE_OVERRIDE);
    }

    private List<Resource> resources() {
        List<Resource> resources = new ArrayList<>();
        for (String location : locationNames) {
            resources.add(resourceLoader.getResource(location.trim()));
        }
        return resources;
    }
}
