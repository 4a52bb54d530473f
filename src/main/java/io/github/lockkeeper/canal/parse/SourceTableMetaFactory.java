package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.instance.spring.support.PropertyPlaceholderConfigurer;
import com.alibaba.otter.canal.parse.inbound.mysql.tsdb.TableMetaTSDB;
import com.alibaba.otter.canal.parse.inbound.mysql.tsdb.TableMetaTSDBFactory;
import java.util.Properties;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.support.ClassPathXmlApplicationContext;

/**
 * Builds the table meta history of one source from the host's own Spring file. The host's factory keeps one history
 * per destination, which all sources of a group would share.
 */
final class SourceTableMetaFactory implements TableMetaTSDBFactory {

    private static final String HISTORY_BEAN = "tableMetaTSDB";
    private static final String DESTINATION_PROPERTY = "canal.instance.destination";

    private final String historyKey;
    private final Properties fromAdmin;
    private ClassPathXmlApplicationContext context;

    /**
     * @param fromAdmin what canal-admin sent for this instance; empty without one. The host has them at hand only on the
     *     thread that made the instance, and a source may be started again by another one
     */
    SourceTableMetaFactory(String historyKey, Properties fromAdmin) {
        this.historyKey = historyKey;
        this.fromAdmin = fromAdmin;
    }

    @Override
    public synchronized TableMetaTSDB build(String destination, String springXml) {
        if (springXml == null || springXml.isEmpty()) {
            return null;
        }
        if (context == null) {
            context = load(destination, springXml);
        }
        return (TableMetaTSDB) context.getBean(HISTORY_BEAN);
    }

    /** The host's file reads the destination from a system property, which is set only while it loads. */
    private ClassPathXmlApplicationContext load(String destination, String springXml) {
        synchronized (SourceTableMetaFactory.class) {
            String before = System.getProperty(DESTINATION_PROPERTY, "");
            Properties ofThread = PropertyPlaceholderConfigurer.propertiesLocal.get();
            System.setProperty(DESTINATION_PROPERTY, destination);
            PropertyPlaceholderConfigurer.propertiesLocal.set(fromAdmin);
            ClassPathXmlApplicationContext loading =
                    new ClassPathXmlApplicationContext(new String[] {springXml}, false);
            try {
                loading.addBeanFactoryPostProcessor(this::putOursInPlace);
                loading.addBeanFactoryPostProcessor(factory -> factory.addBeanPostProcessor(new PromptH2()));
                loading.refresh();
                return loading;
            } catch (RuntimeException e) {
                loading.close();
                throw e;
            } finally {
                PropertyPlaceholderConfigurer.propertiesLocal.set(ofThread);
                System.setProperty(DESTINATION_PROPERTY, before);
            }
        }
    }

    private void putOursInPlace(ConfigurableListableBeanFactory factory) {
        BeanDefinition history = factory.getBeanDefinition(HISTORY_BEAN);
        history.setBeanClassName(SourceTableMeta.class.getName());
        history.getPropertyValues().add("historyKey", historyKey);
    }

    @Override
    public synchronized void destory(String destination) {
        if (context != null) {
            context.close();
            context = null;
        }
    }
}
