package io.github.ferrypost.smtp;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.token.Grant;
import io.github.ferrypost.token.Resource;
import io.github.ferrypost.token.Token;
import io.github.ferrypost.token.TokenSource;
import java.time.Instant;
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
    public synchronized Grant get(Account account, Resource resource) {
        if (current == null) {
            current = values.get();
        }
        return Grant.of(new Token(current, Instant.MAX));
    }

    @Override
    public synchronized void reject(Account account, Resource resource, Token refused) {
        if (refused.value().equals(current)) {
            rejected.incrementAndGet();
            current = null;
        }
    }
}
