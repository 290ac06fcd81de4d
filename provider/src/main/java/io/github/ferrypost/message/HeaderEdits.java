package io.github.ferrypost.message;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Replacement fields for some header names; all other fields stay unchanged. One thread at a time. */
final class HeaderEdits {
    private final Map<String, List<HeaderField>> written = new LinkedHashMap<>();

    /** Puts these fields at the first one of this name, or at the end; removes the others of this name. */
    void replace(String name, List<HeaderField> fields) {
        written.put(name.toLowerCase(Locale.ROOT), fields);
    }

    boolean isEmpty() {
        return written.isEmpty();
    }

    /** The edited section, including the empty line after it, with CRLF line ends. */
    byte[] applyTo(HeaderSection head) {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) Math.min(head.bodyOffset() + 1024, 1 << 16));
        Set<String> done = new HashSet<>();
        for (int i = 0; i < head.size(); i++) {
            String name = head.name(i).toLowerCase(Locale.ROOT);
            if (!written.containsKey(name)) {
                head.write(i, out);
            } else if (done.add(name)) {
                write(written.get(name), out);
            }
        }
        written.forEach((name, fields) -> {
            if (!done.contains(name)) {
                write(fields, out);
            }
        });
        out.writeBytes(new byte[] {'\r', '\n'});
        return out.toByteArray();
    }

    private static void write(List<HeaderField> fields, ByteArrayOutputStream out) {
        fields.forEach(field -> out.writeBytes(Latin1.bytes(field.canonical().latin1())));
    }
}
