package io.github.lockkeeper.spring;

import com.alibaba.otter.canal.parse.inbound.mysql.MysqlEventParser;
import com.alibaba.otter.canal.parse.support.AuthenticationInfo;
import java.lang.reflect.Field;

/** Reads what the host gives no getter for. */
final class MasterInfo {

    private MasterInfo() {
    }

    static String password(TemplateContext context, String parser) {
        return of(context, parser).getPassword();
    }

    static AuthenticationInfo of(TemplateContext context, String parser) {
        try {
            Field field = MysqlEventParser.class.getDeclaredField("masterInfo");
            field.setAccessible(true);
            return (AuthenticationInfo) field.get(context.bean(parser, MysqlEventParser.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
