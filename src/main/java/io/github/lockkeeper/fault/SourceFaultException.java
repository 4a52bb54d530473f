package io.github.lockkeeper.fault;

/** Ends a source's dump attempt with a fault that is already known for what it is. */
public class SourceFaultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    public SourceFaultException(Fault fault) {
        super(fault.toString());
        this.fault = fault;
    }

    public SourceFaultException(FaultKind kind, String detail) {
        this(Fault.of(kind, detail));
    }

    public Fault fault() {
        return fault;
    }
}
