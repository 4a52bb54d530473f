package io.github.lockkeeper.fault;

import java.util.List;

/** Says what kind of fault a server's error is: that of the first rule that matches. */
public final class FaultClassifier {

    private final List<FaultRule> rules;

    FaultClassifier(List<FaultRule> rules) {
        this.rules = rules;
    }

    /** With the rules for the servers that Canal reads. */
    public static FaultClassifier standard() {
        return new FaultClassifier(FaultRules.ALL);
    }

    /** {@link FaultKind#UNCLASSIFIED} where no rule matches: what nobody knows is never taken for a purge. */
    public FaultKind kindOf(ServerError error) {
        PlainError plain = PlainError.of(error);
        return rules.stream().filter(rule -> rule.matches(plain)).findFirst()
                .map(FaultRule::kind).orElse(FaultKind.UNCLASSIFIED);
    }

    /** @param detail what is told of it */
    public Fault classify(ServerError error, String detail) {
        return Fault.of(kindOf(error), detail).withErrno(error.errno())
                .withMissingTransactions(error.missingTransactions());
    }
}
