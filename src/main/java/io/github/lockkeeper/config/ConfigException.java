package io.github.lockkeeper.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** The properties of a destination are refused. Carries everything that is wrong with them, not only one thing. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<ConfigProblem> problems;

    public ConfigException(String destination, Collection<ConfigProblem> problems) {
        super(message(destination, problems));
        this.problems = Collections.unmodifiableList(new ArrayList<>(problems));
    }

    public List<ConfigProblem> problems() {
        return problems;
    }

    private static String message(String destination, Collection<ConfigProblem> problems) {
        StringBuilder text = new StringBuilder("The configuration of destination '").append(destination)
                .append("' is refused, problems: ").append(problems.size());
        int number = 0;
        for (ConfigProblem problem : problems) {
            text.append("\n  ").append(++number).append(". ").append(problem);
        }
        return text.toString();
    }
}
