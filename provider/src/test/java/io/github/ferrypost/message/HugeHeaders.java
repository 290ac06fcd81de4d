package io.github.ferrypost.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads and edits header sections of 6 MB, one after the other; the JVM's heap is the limit. */
final class HugeHeaders {
    private static final int SIZE = 6_000_000;

    /** The start of a header section, to its first blank or bar, and what comes again and again, with a number for each N. */
    static final Map<String, String> CASES = new TreeMap<>(Map.ofEntries(
            Map.entry("empty quotes with commas", "To: \"\","),
            Map.entry("empty quotes without commas", "To: \"\""),
            Map.entry("comments", "To: ()"),
            Map.entry("opening brackets", "To: ("),
            Map.entry("different addresses", "To: N@x.test,"),
            Map.entry("different names", "Cc: N <a@x.test>,"),
            Map.entry("a recipient again and again", "To: a@x.test,"),
            Map.entry("a recipient in obsolete form", "To: a @x.test,"),
            Map.entry("groups", "To: N:;"),
            Map.entry("encoded words", "To: =?a?q?,N?="),
            Map.entry("authors", "From: N@x.test,"),
            Map.entry("authors without an address", "From: N,"),
            Map.entry("route", "To: <@N:"),
            Map.entry("small fields", "|%x:\r\n"),
            Map.entry("small From fields", "|From:N\r\n"),
            Map.entry("LF alone", "|To:N\n"),
            Map.entry("one name", "To: x")));

    private HugeHeaders() {}

    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<String, String> each : CASES.entrySet()) {
            System.out.println(each.getKey());
            edit(new Repeated(each.getValue()));
        }
        MimePart.read(new Repeated("Content-Type: multipart/mixed; boundary=b\r\n\r\n|--b\r\n\r\n"));
        MimePart.read(new Repeated("|Content-X:N\r\n"));
        System.out.println("done");
    }

    private static void edit(ByteSource message) throws IOException {
        HeaderSection head = HeaderSection.read(message).orElseThrow();
        Addressing addressing = Addressing.of(head, Envelope.of("", List.of("a@x.test", "b@x.test")), "m@x.test");
        try (InputStream in = addressing.applyTo(message).open()) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Made while it is read, so that it takes no memory itself. */
    private static final class Repeated implements ByteSource {
        private final String start;
        private final String unit;

        Repeated(String pattern) {
            int cut = pattern.contains("|") ? pattern.indexOf('|') : pattern.indexOf(' ');
            start = pattern.substring(0, pattern.contains("|") ? cut : cut + 1);
            unit = pattern.substring(cut + 1);
        }

        @Override
        public InputStream open() {
            return new InputStream() {
                private byte[] current = start.getBytes(StandardCharsets.US_ASCII);
                private int at;
                private int number;
                private long given;

                @Override
                public int read() {
                    if (given == size()) {
                        return -1;
                    }
                    while (at == current.length) {
                        String text = given >= SIZE ? "\r\n\r\n" : unit.replace("N", Integer.toString(number++));
                        current = text.getBytes(StandardCharsets.US_ASCII);
                        at = 0;
                    }
                    given++;
                    return current[at++];
                }

                @Override
                public int read(byte[] into, int from, int most) {
                    int count = 0;
                    for (int next; count < most && (next = read()) >= 0; count++) {
                        into[from + count] = (byte) next;
                    }
                    return count == 0 && most > 0 ? -1 : count;
                }
            };
        }

        @Override
        public long size() {
            return SIZE + 100;
        }
    }
}
