package io.github.ferrypost.smtp;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.token.Token;
import io.github.ferrypost.token.TokenResource;
import io.github.ferrypost.token.TokenResult;
import io.github.ferrypost.token.TokenSource;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Tokens as a test wants them: one until it is rejected, then the next. */
final class FakeTokens implements TokenSource {
    final AtomicInteger rejected = new AtomicInteger();
    private final Supplier<String> values;
    private String current;

    FakeTokens(Supplier<String> values) {
        this.values = values;
    }

    /** {@code token-1}, and after each rejection the next number. */
    static FakeTokens numbered() {
        AtomicInteger number = new AtomicInteger();
        return new FakeTokens(() -> "token-" + number.incrementAndGet());
    }

    @Override
    public synchronized TokenResult get(Account account, TokenResource resource) {
        if (current == null) {
            current = values.get();
        }
        return TokenResult.of(new Token(current, Instant.MAX));
    }

    @Override
    public synchronized void reject(Account account, TokenResource resource, Token refused) {
        if (refused.value().equals(current)) {
            rejected.incrementAndGet();
            current = null;
        }
    }

    @Override
    public void forget(Account account) {}

    @Override
    public void prepare(Account account, List<URI> then) {}
}
