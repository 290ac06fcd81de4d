package io.github.ferrypost.smtp;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Verdict;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of the reply table: the pattern, the meaning, the retry delay, and the remedy. A row with the verdict PERMANENT
 * matches only 5yz replies (RFC 5321 section 4.2.1). Immutable.
 */
public final class ReplyRule {
    private enum Trait {
        FRESH_TOKEN,
        TOO_MANY_CONNECTIONS,
        USER_SIGN_IN,
        AT_SIGN_IN
    }

    private final Pattern code;
    private final Pattern enhanced;
    private final Pattern text;
    private final Verdict verdict;
    private final FailureScope blame;
    private final String meaning;
    private final String meaningGerman;
    private final String remedy;
    private final String remedyGerman;
    private final Set<Trait> traits;
    private final @Nullable Duration retryAfter;

    private ReplyRule(
            Pattern code,
            Pattern enhanced,
            Pattern text,
            Verdict verdict,
            FailureScope blame,
            String meaning,
            String meaningGerman,
            String remedy,
            String remedyGerman,
            Set<Trait> traits,
            @Nullable Duration retryAfter) {
        this.code = code;
        this.enhanced = enhanced;
        this.text = text;
        this.verdict = Objects.requireNonNull(verdict);
        this.blame = Objects.requireNonNull(blame);
        this.meaning = meaning;
        this.meaningGerman = meaningGerman;
        this.remedy = remedy;
        this.remedyGerman = remedyGerman;
        this.traits = traits;
        this.retryAfter = retryAfter;
    }

    /**
     * Starts a row with its pattern.
     *
     * @param code a regular expression for the reply code, empty for any
     * @param enhanced the same for the enhanced code
     * @param text the same for a part of the text, ignoring case; only phrases that Microsoft documents or that logs
     *     show
     */
    static ReplyRule when(String code, String enhanced, String text) {
        return new ReplyRule(
                Pattern.compile(code),
                Pattern.compile(enhanced),
                Pattern.compile(text, Pattern.CASE_INSENSITIVE),
                Verdict.TRANSIENT,
                FailureScope.SESSION,
                "",
                "",
                "",
                "",
                EnumSet.noneOf(Trait.class),
                null);
    }

    ReplyRule never(FailureScope whose, String english, String german) {
        return judged(Verdict.PERMANENT, whose, english, german);
    }

    ReplyRule later(FailureScope whose, String english, String german) {
        return judged(Verdict.TRANSIENT, whose, english, german);
    }

    private ReplyRule judged(Verdict newVerdict, FailureScope whose, String english, String german) {
        return new ReplyRule(
                code, enhanced, text, newVerdict, whose, english, german, remedy, remedyGerman, traits, retryAfter);
    }

    /** Sets what a person can do; the text must not promise a retry, because not every sender has a queue. */
    ReplyRule remedy(String english, String german) {
        return new ReplyRule(
                code, enhanced, text, verdict, blame, meaning, meaningGerman, english, german, traits, retryAfter);
    }

    /** Returns a copy for which a fresh token may help. */
    ReplyRule freshToken() {
        return with(Trait.FRESH_TOKEN);
    }

    /** Returns a copy that reports too many connections of the mailbox. */
    ReplyRule tooManyConnections() {
        return with(Trait.TOO_MANY_CONNECTIONS);
    }

    /** Returns a copy for accounts with a user's sign-in only. */
    ReplyRule ofUser() {
        return with(Trait.USER_SIGN_IN);
    }

    /** Returns a copy for replies to AUTH only. */
    ReplyRule atSignIn() {
        return with(Trait.AT_SIGN_IN);
    }

    private ReplyRule with(Trait trait) {
        Set<Trait> more = EnumSet.copyOf(traits);
        more.add(trait);
        return new ReplyRule(
                code, enhanced, text, verdict, blame, meaning, meaningGerman, remedy, remedyGerman, more, retryAfter);
    }

    /** Returns a copy with this retry delay. */
    ReplyRule retryAfter(Duration delay) {
        return new ReplyRule(
                code, enhanced, text, verdict, blame, meaning, meaningGerman, remedy, remedyGerman, traits, delay);
    }

    /** @param byUser whether a user signs in, rather than the app for itself */
    boolean matches(SmtpReply said, boolean byUser) {
        return !said.isNothing()
                && (verdict != Verdict.PERMANENT || said.code() >= 500)
                && (byUser || !traits.contains(Trait.USER_SIGN_IN))
                && (said.phase() == Phase.AUTH || !traits.contains(Trait.AT_SIGN_IN))
                && fits(code, Integer.toString(said.code()))
                && fits(enhanced, said.enhanced().map(Object::toString).orElse(""))
                && text.matcher(said.text()).find();
    }

    private static boolean fits(Pattern pattern, String value) {
        return pattern.pattern().isEmpty() || pattern.matcher(value).matches();
    }

    /** The pattern as regular expressions: code, enhanced code, a part of the text. */
    public String pattern() {
        String codes = (code.pattern() + " " + enhanced.pattern().replace("\\.", ".")).strip();
        return text.pattern().isEmpty() ? codes : (codes + " \u201c" + text.pattern() + "…").strip();
    }

    /** Whether the row applies only to accounts with a user's sign-in. */
    public boolean isOfUser() {
        return traits.contains(Trait.USER_SIGN_IN);
    }

    public Verdict verdict() {
        return verdict;
    }

    public FailureScope blame() {
        return blame;
    }

    public String meaning() {
        return meaning;
    }

    public String meaningGerman() {
        return meaningGerman;
    }

    /** Empty if there is nothing to do. */
    public String remedy() {
        return remedy;
    }

    public String remedyGerman() {
        return remedyGerman;
    }

    boolean isFreshToken() {
        return traits.contains(Trait.FRESH_TOKEN);
    }

    boolean isTooManyConnections() {
        return traits.contains(Trait.TOO_MANY_CONNECTIONS);
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    public String toString() {
        return code + " " + enhanced + " /" + text + "/ " + verdict + ": " + meaning;
    }
}
