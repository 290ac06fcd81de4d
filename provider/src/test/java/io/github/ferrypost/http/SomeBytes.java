package io.github.ferrypost.http;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;

/** A body of so many bytes that knows whether its streams were closed. */
final class SomeBytes implements Request.Body {
    private final int length;
    private final AtomicInteger open = new AtomicInteger();

    SomeBytes(int length) {
        this.length = length;
    }

    @Override
    public InputStream open() {
        open.incrementAndGet();
        return new FilterInputStream(new ByteArrayInputStream(new byte[length])) {
            private boolean closed;

            @Override
            public void close() throws IOException {
                super.close();
                if (!closed) {
                    closed = true;
                    open.decrementAndGet();
                }
            }
        };
    }

    @Override
    public long length() {
        return length;
    }

    int stillOpen() {
        return open.get();
    }
}
