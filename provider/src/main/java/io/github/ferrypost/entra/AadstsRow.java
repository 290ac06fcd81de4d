package io.github.ferrypost.entra;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What one or several AADSTS codes mean and what to do about them. Immutable. */
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

    /** What it means, in English, to stand after the code. */
    public String meaning() {
        return meaning;
    }

    /** What it means, in German, to stand after the code. */
    public String meaningGerman() {
        return meaningGerman;
    }

    /** What to do about it, in English; the portal's pages and fields by their English names. */
    public String remedy() {
        return remedy;
    }

    /** What to do about it, in German; the portal's pages and fields by their German names. */
    public String remedyGerman() {
        return remedyGerman;
    }

    @Override
    public String toString() {
        return "AADSTS " + codes + ": " + meaning;
    }
}
