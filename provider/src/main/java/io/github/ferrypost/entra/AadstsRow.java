package io.github.ferrypost.entra;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The meaning and remedy of one or several AADSTS codes. Immutable. */
public final class AadstsRow {
    private final AadstsKind kind;
    private final String meaning;
    private final String meaningGerman;
    private final String remedy;
    private final String remedyGerman;
    private final List<Integer> codes;

    private AadstsRow(
            AadstsKind kind,
            String meaning,
            String meaningGerman,
            String remedy,
            String remedyGerman,
            List<Integer> codes) {
        this.kind = Objects.requireNonNull(kind);
        this.meaning = Objects.requireNonNull(meaning);
        this.meaningGerman = Objects.requireNonNull(meaningGerman);
        this.remedy = Objects.requireNonNull(remedy);
        this.remedyGerman = Objects.requireNonNull(remedyGerman);
        this.codes = List.copyOf(codes);
    }

    static AadstsRow of(
            AadstsKind kind, String meaning, String meaningGerman, String remedy, String remedyGerman, int... codes) {
        List<Integer> list = IntStream.of(codes).boxed().collect(Collectors.toList());
        return new AadstsRow(kind, meaning, meaningGerman, remedy, remedyGerman, list);
    }

    /** The numbers after AADSTS; at least one. */
    public List<Integer> codes() {
        return codes;
    }

    public AadstsKind kind() {
        return kind;
    }

    /** The meaning in English; follows the code in a message. */
    public String meaning() {
        return meaning;
    }

    /** The meaning in German; follows the code in a message. */
    public String meaningGerman() {
        return meaningGerman;
    }

    /** The remedy in English, with the portal's English names of pages and fields. */
    public String remedy() {
        return remedy;
    }

    /** The remedy in German, with the portal's German names of pages and fields. */
    public String remedyGerman() {
        return remedyGerman;
    }

    @Override
    public String toString() {
        return "AADSTS " + codes + ": " + meaning;
    }
}
