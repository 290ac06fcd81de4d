package io.github.ferrypost.bridge.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Messages as programs really write them: files beside the test, and what Jakarta Mail or a loop makes. */
final class Corpus {
    private static final Path FILES = Path.of("src", "test", "resources", "corpus");

    private static final String[] TWO = {Specimen.RECIPIENT, "b@customer.example"};
    private static final String[] THREE = {Specimen.RECIPIENT, "b@customer.example", "c@customer.example"};

    /** Files whose envelope is not one sender and one recipient, or whose recipients Graph has to be told otherwise. */
    private static final Map<String, UnaryOperator<Specimen>> ENVELOPES = Map.ofEntries(
            Map.entry("rfc2047-names", one -> one.to(TWO)),
            Map.entry("eai-utf8-header", one -> one.to("z\u00e4hler@m\u00fcller.example", Specimen.RECIPIENT)),
            Map.entry("undisclosed-recipients", one -> one.to(TWO).editing("To")),
            Map.entry("bcc-in-header", one -> one.to(THREE)),
            Map.entry("group-address", one -> one.to(THREE)),
            Map.entry("quoted-names", one -> one.to(TWO)),
            Map.entry("several-to-fields", one -> one.to(THREE).editing("To")),
            Map.entry("alias-sender", one -> one.from("alias@contoso.example")),
            Map.entry("header-names-others", one -> one.editing("To", "Cc")),
            Map.entry("null-sender", one -> one.from("")));

    private Corpus() {}

    static List<Specimen> all() throws Exception {
        List<Specimen> all = new ArrayList<>(files());
        all.addAll(Made.all());
        all.add(Specimen.of("thousand-recipients", thousandRecipients().getBytes(UTF_8))
                .to(addresses(1000).collect(Collectors.toList())));
        all.add(Specimen.of("huge-headers", hugeHeaders().getBytes(UTF_8)));
        return all;
    }

    private static List<Specimen> files() throws IOException {
        List<Specimen> specimens = new ArrayList<>();
        try (Stream<Path> files = Files.list(FILES)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".eml", "");
                Specimen specimen = Specimen.of(name, Files.readAllBytes(file));
                specimens.add(
                        ENVELOPES.getOrDefault(name, UnaryOperator.identity()).apply(specimen));
            }
        }
        return specimens;
    }

    private static Stream<String> addresses(int count) {
        return IntStream.range(0, count).mapToObj(i -> "r" + i + "@customer.example");
    }

    private static String thousandRecipients() {
        return "From: noreply@contoso.example\r\nTo: " + addresses(1000).collect(Collectors.joining(",\r\n "))
                + "\r\nSubject: to all\r\nMessage-ID: <all@contoso.example>\r\n"
                + "Date: Mon, 2 Nov 2026 08:15:00 +0100\r\n\r\nto all\r\n";
    }

    /** Sixty servers passed, a long thread, and one field of 60 kB, as spam filters add it. */
    private static String hugeHeaders() {
        String received = IntStream.range(0, 60)
                .mapToObj(i -> "Received: from host" + i + ".example (host" + i + ".example [192.0.2." + i
                        + "])\r\n\tby host" + (i + 1) + ".example with ESMTP id " + i
                        + ";\r\n\tMon, 2 Nov 2026 08:15:00 +0100\r\n")
                .collect(Collectors.joining());
        String references = IntStream.range(0, 300)
                .mapToObj(i -> "\r\n <thread." + i + "@contoso.example>")
                .collect(Collectors.joining());
        return received + "From: noreply@contoso.example\r\nTo: " + Specimen.RECIPIENT + "\r\nSubject: Re: Re: Re:\r\n"
                + "References:" + references + "\r\nX-Filter-Report: " + ("abcdefghi ".repeat(7) + "\r\n\t").repeat(850)
                + "end\r\nMessage-ID: <huge@contoso.example>\r\nDate: Mon, 2 Nov 2026 08:15:00 +0100\r\n\r\nx\r\n";
    }
}
