package io.github.ferrypost.doctor;

/** Hears of an examination while it runs, in the examining thread. */
@FunctionalInterface
public interface DoctorListener {
    /** A check has its result; a result that a later check may overrule comes after that check. */
    void found(Finding finding);

    /**
     * A check begins.
     *
     * @param number of this check, from 1
     * @param of how many there are, as far as is known now
     */
    default void checking(ReportText title, int number, int of) {}
}
