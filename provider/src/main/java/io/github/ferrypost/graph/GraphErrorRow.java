package io.github.ferrypost.graph;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.reply.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A row of {@link GraphErrorTable}: an answer of Graph, what it means, and what to do about it. Immutable. */
public final class GraphErrorRow {
    private final int http;
    private final String code;
    private final Verdict verdict;
    private final FailureScope blame;
    private final int replyCode;
    private final String enhanced;
    private final Duration pause;
    /** English and German; null for a row of a code or status. */
    private final String[] condition;

    private final String[] english;
    private final String[] german;

    private GraphErrorRow(
            int http,
            String code,
            Verdict verdict,
            FailureScope blame,
            int replyCode,
            String enhanced,
            Duration pause,
            String[] condition,
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

    /** The same for another code that means the same. */
    GraphErrorRow alias(int otherHttp, String otherCode) {
        return new GraphErrorRow(
                otherHttp, otherCode, verdict, blame, replyCode, enhanced, pause, null, english, german);
    }

    /** The same for a case that is no code; the condition is for the page of errors. */
    GraphErrorRow onlyIf(String conditionEnglish, String conditionGerman, int someHttp) {
        String[] both = {conditionEnglish, conditionGerman};
        return new GraphErrorRow(someHttp, "", verdict, blame, replyCode, enhanced, pause, both, english, german);
    }

    /** The same with another scope of what fails. */
    GraphErrorRow of(FailureScope other) {
        return new GraphErrorRow(http, code, verdict, other, replyCode, enhanced, pause, condition, english, german);
    }

    /** The same, with the wait that makes sense where Microsoft names none. */
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

    /** What makes the row hold where that is no code; empty for a row of a code or a status. */
    public String condition(Locale locale) {
        return condition == null ? "" : condition[isGerman(locale) ? 1 : 0];
    }

    /** Whether this is the same row but for code and status. */
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

    /** How long to wait where Microsoft does not say; nothing where the usual back-off will do. */
    public Optional<Duration> pause() {
        return Optional.ofNullable(pause);
    }

    /** What it means, in German for {@link Locale#GERMAN} and its countries, else in English. */
    public String meaning(Locale locale) {
        return texts(locale)[0];
    }

    /** What to do about it, in the same languages. */
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
     * @param said Graph's own code, or the HTTP status where it named none
     * @param words what else Graph said, for everybody to see; may be empty
     * @param detail what is for the log only, such as the request id
     */
    Status status(String said, String words, String detail) {
        String own = words.isEmpty() ? "" : " [" + words + "]";
        Reply reply = Reply.of(replyCode, enhanced, said + ": " + meaning(Locale.ENGLISH) + own)
                .withRemedy(remedy(Locale.ENGLISH))
                .withDetail(detail);
        Status status;
        switch (verdict) {
            case NEVER:
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
