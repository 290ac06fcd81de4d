package io.github.ferrypost.smtp;

import io.github.ferrypost.reply.Blame;
import io.github.ferrypost.reply.Verdict;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** One row of the table of replies: how it is recognised, what it means, and what to do about it. Immutable. */
public final class ReplyRow {
    private final Pattern code;
    private final Pattern enhanced;
    private final Pattern text;
    private final Verdict verdict;
    private final Blame blame;
    private final String meaning;
    private final String remedy;
    private final String remedyGerman;
    private final boolean freshToken;
    private final Duration retryAfter;

    private ReplyRow(
            Pattern code,
            Pattern enhanced,
            Pattern text,
            Verdict verdict,
            Blame blame,
            String meaning,
            String remedy,
            String remedyGerman,
            boolean freshToken,
            Duration retryAfter) {
        this.code = code;
        this.enhanced = enhanced;
        this.text = text;
        this.verdict = Objects.requireNonNull(verdict);
        this.blame = Objects.requireNonNull(blame);
        this.meaning = meaning;
        this.remedy = remedy;
        this.remedyGerman = remedyGerman;
        this.freshToken = freshToken;
        this.retryAfter = retryAfter;
    }

    /**
     * A row that says nothing yet.
     *
     * @param code a regular expression for the reply code, empty for any
     * @param enhanced the same for the enhanced code
     * @param text the same for a part of the text, whatever its case
     */
    static ReplyRow when(String code, String enhanced, String text) {
        return new ReplyRow(
                Pattern.compile(code),
                Pattern.compile(enhanced),
                Pattern.compile(text, Pattern.CASE_INSENSITIVE),
                Verdict.LATER,
                Blame.SESSION,
                "",
                "",
                "",
                false,
                null);
    }

    ReplyRow never(Blame whose, String what) {
        return new ReplyRow(
                code, enhanced, text, Verdict.NEVER, whose, what, remedy, remedyGerman, freshToken, retryAfter);
    }

    ReplyRow later(Blame whose, String what) {
        return new ReplyRow(
                code, enhanced, text, Verdict.LATER, whose, what, remedy, remedyGerman, freshToken, retryAfter);
    }

    ReplyRow remedy(String english, String german) {
        return new ReplyRow(code, enhanced, text, verdict, blame, meaning, english, german, freshToken, retryAfter);
    }

    /** The same where a fresh token may mend it. */
    ReplyRow freshToken() {
        return new ReplyRow(code, enhanced, text, verdict, blame, meaning, remedy, remedyGerman, true, retryAfter);
    }

    ReplyRow retryAfter(Duration delay) {
        return new ReplyRow(code, enhanced, text, verdict, blame, meaning, remedy, remedyGerman, freshToken, delay);
    }

    boolean matches(Said said) {
        return !said.isNothing()
                && fits(code, Integer.toString(said.code()))
                && fits(enhanced, said.enhanced().map(Object::toString).orElse(""))
                && text.matcher(said.text()).find();
    }

    private static boolean fits(Pattern pattern, String value) {
        return pattern.pattern().isEmpty() || pattern.matcher(value).matches();
    }

    /** The reply that it recognises, as regular expressions: code, enhanced code, a part of the text. */
    public String pattern() {
        String codes = (code.pattern() + " " + enhanced.pattern().replace("\\.", ".")).strip();
        return text.pattern().isEmpty() ? codes : codes + " \u201c" + text.pattern() + "…";
    }

    public Verdict verdict() {
        return verdict;
    }

    public Blame blame() {
        return blame;
    }

    public String meaning() {
        return meaning;
    }

    public String remedy() {
        return remedy;
    }

    public String remedyGerman() {
        return remedyGerman;
    }

    boolean isFreshToken() {
        return freshToken;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    public String toString() {
        return code + " " + enhanced + " /" + text + "/ " + verdict + ": " + meaning;
    }
}
