package io.github.lockkeeper.canal.parse;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Lets an embedded H2 write each commit at once. By itself it keeps commits back for half a second: after a crash the
 * cursor would stand behind a DDL of which the history knows nothing, and rows would be read with the wrong columns.
 */
final class PromptH2 implements BeanPostProcessor {

    private static final String URL = "url";
    private static final String SETTING = "WRITE_DELAY";

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        BeanWrapper wrapped = new BeanWrapperImpl(bean);
        if (wrapped.isReadableProperty(URL) && wrapped.isWritableProperty(URL)) {
            wrapped.setPropertyValue(URL, prompt(wrapped.getPropertyValue(URL)));
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean;
    }

    /** A delay that the user has set is the user's. */
    static Object prompt(Object url) {
        String text = String.valueOf(url);
        if (!text.startsWith("jdbc:h2:") || text.contains(SETTING)) {
            return url;
        }
        return text + (text.endsWith(";") ? "" : ";") + SETTING + "=0";
    }
}
