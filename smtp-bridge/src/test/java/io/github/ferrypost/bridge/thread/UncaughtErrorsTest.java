package io.github.ferrypost.bridge.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UncaughtErrorsTest {
    private final List<String> failed = new ArrayList<>();
    private final EssentialThreads threads = new EssentialThreads((name, cause) -> failed.add(name + " " + cause));
    private final UncaughtErrors errors = new UncaughtErrors(threads, List.of("ferrypost-listen-"));

    private void end(String thread, Throwable error) {
        errors.uncaughtException(new Thread(() -> {}, thread), error);
    }

    @Test
    void SEC1_anAcceptorThatEndsIsAFailure() {
        end("ferrypost-listen-2525", new IllegalStateException("x"));
        assertThat(threads.failures()).containsExactly("ferrypost-listen-2525");
    }

    @Test
    void SEC1_outOfMemoryInAnyThreadIsAFailure() {
        end("ferrypost-smtp-7", new OutOfMemoryError("heap"));
        end("JVM", new InternalError("x"));
        assertThat(failed)
                .containsExactly("ferrypost-smtp-7 java.lang.OutOfMemoryError: heap", "JVM java.lang.InternalError: x");
    }

    @Test
    void anotherErrorCostsItsOwnThreadOnly() {
        end("ferrypost-smtp-7", new StackOverflowError());
        end("ferrypost-try-1", new RuntimeException("x"));
        assertThat(failed).isEmpty();
    }
}
