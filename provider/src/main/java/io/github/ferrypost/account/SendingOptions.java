package io.github.ferrypost.account;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an account sends, beyond its mailbox and its app: rewriting, redirection, drafts. Immutable. */
public final class SendingOptions {
    /** The defaults: nothing is rewritten or redirected. */
    public static final SendingOptions STANDARD = new SendingOptions(SenderPolicy.KEEP, null, DraftPolicy.AUTO, null);

    private final SenderPolicy from;
    private final @Nullable String redirect;
    private final DraftPolicy drafts;
    private final @Nullable Account fallback;

    private SendingOptions(
            SenderPolicy from, @Nullable String redirect, DraftPolicy drafts, @Nullable Account fallback) {
        this.from = Objects.requireNonNull(from);
        this.redirect = redirect;
        this.drafts = Objects.requireNonNull(drafts);
        this.fallback = fallback;
    }

    public SendingOptions withFrom(SenderPolicy newFrom) {
        return new SendingOptions(newFrom, redirect, drafts, fallback);
    }

    /** Returns a copy that sends all mail to this address; {@code null} for the recipients themselves. */
    public SendingOptions withRedirect(@Nullable String address) {
        return new SendingOptions(from, address, drafts, fallback);
    }

    public SendingOptions withDrafts(DraftPolicy newDrafts) {
        return new SendingOptions(from, redirect, newDrafts, fallback);
    }

    /** Returns a copy with the account that sends for senders without a mailbox of their own. */
    public SendingOptions withFallback(Account account) {
        return new SendingOptions(from, redirect, drafts, account);
    }

    /** How senders are rewritten. */
    public SenderPolicy from() {
        return from;
    }

    /** The address that gets all mail instead of its recipients. */
    public Optional<String> redirect() {
        return Optional.ofNullable(redirect);
    }

    public DraftPolicy drafts() {
        return drafts;
    }

    /** The account that sends for senders without a mailbox of their own. */
    public Optional<Account> fallback() {
        return Optional.ofNullable(fallback);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SendingOptions
                && from.equals(((SendingOptions) other).from)
                && Objects.equals(redirect, ((SendingOptions) other).redirect)
                && drafts == ((SendingOptions) other).drafts
                && Objects.equals(fallback, ((SendingOptions) other).fallback);
    }

    @Override
    public int hashCode() {
        return Objects.hash(from, redirect, drafts, fallback);
    }

    @Override
    public String toString() {
        return "from " + from + ", redirect " + redirect + ", drafts " + drafts.key() + ", fallback " + fallback;
    }
}
