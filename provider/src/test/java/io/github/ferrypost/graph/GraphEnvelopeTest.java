package io.github.ferrypost.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ferrypost.message.Submission;
import io.github.ferrypost.reply.Outcome;
import io.github.ferrypost.sandbox.exchange.Delivered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise 1 by Graph: whatever header and envelope say, the sandbox delivers to the envelope. */
class GraphEnvelopeTest {
    private static final String[] FORMS = {
        "%s",
        "<%s>",
        "Name <%s>",
        "\"Last, First\" <%s>",
        "\"boss@x.test\" <%s>",
        "%s (note, boss@x.test)",
        "Team: %s;",
    };

    private static Cloud365 cloud;

    @BeforeAll
    static void open() {
        cloud = new Cloud365();
    }

    @AfterAll
    static void close() {
        cloud.close();
    }

    static IntStream seeds() {
        return IntStream.range(0, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void exactlyTheEnvelopeGetsItAndHiddenOnesStayHidden(int seed) {
        Random random = new Random(seed);
        List<String> envelope = some(random);
        StringBuilder head = new StringBuilder("Subject: s\r\n");
        Set<String> hidden = new HashSet<>(envelope);
        for (String field : List.of("To", "Cc", "Bcc", "To", "Resent-Bcc")) {
            if (random.nextInt(3) > 0) {
                List<String> named = some(random);
                head.append(field).append(": ").append(list(random, named)).append("\r\n");
                if (!field.contains("Bcc")) {
                    named.forEach(hidden::remove);
                }
            }
        }
        String body = "\r\nTo: body@x.test\r\nBcc: body@x.test\r\n\r\nHello " + seed;
        Submission submission = Cloud365.mail(envelope, "From: noreply@contoso.example\r\n" + head + body);

        cloud.sandbox.clearDelivered();
        Outcome outcome = cloud.road().carry(submission, cloud.account);

        assertThat(outcome.isAccepted()).as(outcome.toString()).isTrue();
        Delivered delivered = cloud.sandbox.delivered().get(0);
        assertThat(delivered.recipients()).containsExactlyInAnyOrderElementsOf(envelope);
        String text = new String(delivered.raw(), StandardCharsets.ISO_8859_1);
        assertThat(text).endsWith(body).contains("Subject: s\r\n");
        assertThat(hidden).noneMatch(text::contains);
    }

    private static List<String> some(Random random) {
        List<String> all =
                IntStream.range(0, 8).mapToObj(i -> "user" + i + "@x.test").collect(Collectors.toList());
        Collections.shuffle(all, random);
        return new ArrayList<>(all.subList(0, 1 + random.nextInt(5)));
    }

    private static String list(Random random, List<String> addresses) {
        return addresses.stream()
                .map(address -> String.format(FORMS[random.nextInt(FORMS.length)], address))
                .collect(Collectors.joining(random.nextBoolean() ? ", " : ",\r\n\t"));
    }
}
