package io.github.lockkeeper.canal.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.otter.canal.filter.aviater.AviaterRegexFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client's filter narrows that of the source")
class NarrowedFilterTest {

    private static final String ALL = ".*\\..*";
    private static final Set<String> TABLES = new TreeSet<>(Set.of("shop.orders", "shop.items", "shop.orders_2020",
            "trading.trades", "trading.orders", "Shop.Orders", "mysql.user"));

    private static AviaterRegexFilter narrow(String own, String client) {
        return NarrowedFilter.narrow(own == null ? null : new AviaterRegexFilter(own), new AviaterRegexFilter(client));
    }

    @Test
    @DisplayName("a table passes only if both let it")
    void both() {
        AviaterRegexFilter filter = narrow("shop\\..*", ".*\\.orders");
        assertThat(filter.filter("shop.orders")).isTrue();
        assertThat(filter.filter("shop.items")).isFalse();
        assertThat(filter.filter("trading.orders")).isFalse();
    }

    @Test
    @DisplayName("nothing is left where they have nothing in common")
    void nothing() {
        AviaterRegexFilter filter = narrow("shop\\..*", "trading\\..*");
        assertThat(TABLES).noneMatch(filter::filter);
    }

    @Test
    @DisplayName("where one is all, the other is used as it is: one match a row")
    void plain() {
        assertThat(narrow(ALL, "shop\\..*")).isExactlyInstanceOf(AviaterRegexFilter.class).hasToString("^shop\\..*$");
        assertThat(narrow("shop\\..*", ALL)).isExactlyInstanceOf(AviaterRegexFilter.class).hasToString("^shop\\..*$");
        assertThat(narrow("", "shop\\..*")).hasToString("^shop\\..*$");
        assertThat(narrow("shop\\..*", "")).hasToString("^shop\\..*$");
        assertThat(narrow(null, "shop\\..*")).hasToString("^shop\\..*$");
        assertThat(narrow("shop\\..*", "shop\\..*")).isExactlyInstanceOf(AviaterRegexFilter.class);
    }

    @Test
    @DisplayName("says both in a log")
    void text() {
        assertThat(narrow("shop\\..*", ".*\\.orders").toString()).contains("shop").contains("orders");
    }

    @Test
    @DisplayName("for any two filters: exactly what passes the one and the other")
    void intersection() {
        List<String> filters = filters();
        for (String own : filters) {
            for (String client : filters) {
                AviaterRegexFilter filter = narrow(own, client);
                for (String table : TABLES) {
                    assertThat(filter.filter(table)).as("%s through %s and %s", table, own, client)
                            .isEqualTo(passes(own, table) && passes(client, table));
                }
            }
        }
    }

    private static List<String> filters() {
        List<String> patterns = List.of(ALL, "shop\\..*", "trading\\..*", ".*\\.orders", "shop\\.orders",
                ".*\\.orders.*", "nothing\\..*");
        List<String> filters = new ArrayList<>(patterns);
        filters.add("");
        for (String first : patterns) {
            for (String second : patterns) {
                filters.add(first + "," + second);
            }
        }
        return filters;
    }

    private static boolean passes(String patterns, String table) {
        if (patterns.isEmpty()) {
            return true;
        }
        for (String pattern : patterns.split(",")) {
            if (table.toLowerCase(Locale.ROOT).matches(pattern)) {
                return true;
            }
        }
        return false;
    }
}
