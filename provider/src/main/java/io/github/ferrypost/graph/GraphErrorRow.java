package io.github.ferrypost.graph;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@link GraphErrorTable}: a response of Graph, its meaning, and the remedy. Immutable. */
public final class GraphErrorRow {
    private final int http;
    private final String code;
    private final Verdict verdict;
    private final FailureScope blame;
    private final int replyCode;
    private final String enhanced;
    private final @Nullable Duration pause;
    /** English and German; {@code null} for a row of a code or status. */
    private final String @Nullable [] condition;

    private final String[] english;
    private final String[] german;

    private GraphErrorRow(
            int http,
            String code,
            Verdict verdict,
            FailureScope blame,
            int replyCode,
            String enhanced,
            @Nullable Duration pause,
            String @Nullable [] condition,
            String[] english,
            String[] german) {
        this.http = http;
        this.code = code;
        this.verdict = verdict;
        this.blame = blame;
        this.replyCode = replyCode;
        this.enhanced = enhanced;
        this.pause = pause;
        this.condition = condition;
        this.english = english;
        this.german = german;
    }

    /**
     * @param http the HTTP status, or 0 for any
     * @param code Graph's error code, or empty for any
     */
    static GraphErrorRow row(
            int http, String code, Verdict verdict, FailureScope blame, int replyCode, String enhanced) {
        String[] nothing = {"", ""};
        return new GraphErrorRow(http, code, verdict, blame, replyCode, enhanced, null, null, nothing, nothing);
    }

    GraphErrorRow english(String meaning, String remedy) {
        return new GraphErrorRow(
                http,
                code,
                verdict,
                blame,
                replyCode,
                enhanced,
                pause,
                condition,
                new String[] {meaning, remedy},
                german);
    }

    GraphErrorRow german(String meaning, String remedy) {
        return new GraphErrorRow(
                http, code, verdict, blame, replyCode, enhanced, pause, condition, english, new String[] {
                    meaning, remedy
                });
    }

    /** A copy for another code with the same meaning. */
    GraphErrorRow alias(int otherHttp, String otherCode) {
        return new GraphErrorRow(
                otherHttp, otherCode, verdict, blame, replyCode, enhanced, pause, null, english, german);
    }

    /** A copy for a condition that is not a code; the condition appears on the page of errors. */
    GraphErrorRow onlyIf(String conditionEnglish, String conditionGerman, int someHttp) {
        String[] both = {conditionEnglish, conditionGerman};
        return new GraphErrorRow(someHttp, "", verdict, blame, replyCode, enhanced, pause, both, english, german);
    }

    /** A copy with another failure scope. */
    GraphErrorRow of(FailureScope other) {
        return new GraphErrorRow(http, code, verdict, other, replyCode, enhanced, pause, condition, english, german);
    }

    /** A copy with the delay to use if Microsoft names none. */
    GraphErrorRow pause(Duration usual) {
        return new GraphErrorRow(http, code, verdict, blame, replyCode, enhanced, usual, condition, english, german);
    }

    /** The HTTP status, or 0 for any. */
    public int http() {
        return http;
    }

    /** Graph's error code, or empty for any. */
    public String code() {
        return code;
    }

    /** The condition under which the row applies; empty for a row of a code or a status. */
    public String condition(Locale locale) {
        return condition == null ? "" : condition[isGerman(locale) ? 1 : 0];
    }

    /** Whether the rows differ only in code and status. */
    boolean meansTheSameAs(GraphErrorRow other) {
        return Arrays.equals(english, other.english);
    }

    public Verdict verdict() {
        return verdict;
    }

    public FailureScope blame() {
        return blame;
    }

    /** The SMTP reply code. */
    public int replyCode() {
        return replyCode;
    }

    /** The enhanced code (RFC 3463). */
    public String enhanced() {
        return enhanced;
    }

    /** The delay if Microsoft does not name one; empty for the usual back-off. */
    public Optional<Duration> pause() {
        return Optional.ofNullable(pause);
    }

    /** The meaning, in German for {@link Locale#GERMAN} and its countries, else in English. */
    public String meaning(Locale locale) {
        return texts(locale)[0];
    }

    /** The remedy, in the same languages. */
    public String remedy(Locale locale) {
        return texts(locale)[1];
    }

    private String[] texts(Locale locale) {
        return isGerman(locale) ? german : english;
    }

    private static boolean isGerman(Locale locale) {
        return locale.getLanguage().equals("de");
    }

    /**
     * @param said Graph's own code, or the HTTP status if there is none
     * @param words Graph's message, public; may be empty
     * @param detail for the log only, such as the request id
     */
    Status status(String said, String words, String detail) {
        String own = words.isEmpty() ? "" : " [" + words + "]";
        Reply reply = Reply.of(replyCode, enhanced, said + ": " + meaning(Locale.ENGLISH) + own)
                .withRemedy(remedy(Locale.ENGLISH))
                .withDetail(detail);
        Status status;
        switch (verdict) {
            case PERMANENT:
                status = Status.never(blame, reply);
                break;
            case IN_DOUBT:
                status = Status.inDoubt(reply);
                break;
            default:
                status = Status.later(blame, reply);
        }
        return pause == null ? status : status.withRetryAfter(pause);
    }

    @Override
    public String toString() {
        return (http == 0 ? "any" : String.valueOf(http)) + " " + (code.isEmpty() ? "any" : code) + " " + verdict;
    }
}
