package io.github.lockkeeper.testkit.load;

/** A writer of the {@code index}th thread on a source, in the {@code run}th plan of a load. */
record WriterId(String source, int run, int index) {

    @Override
    public String toString() {
        return "r" + run + "w" + index;
    }
}
