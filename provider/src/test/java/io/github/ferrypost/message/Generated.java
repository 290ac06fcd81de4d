package io.github.ferrypost.message;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Addresses and address lists as mail programs write them, the same for the same seed. */
final class Generated {
    private static final String[] LOCALS = {"ann", "Bob", "o'neil", "x.y", "a+tag", "\"q u\"", "\"at@sign\"", "_"};
    private static final String[] DOMAINS = {"x.test", "Y.Test", "sub.z.test", "b\u00fccher.test", "[192.0.2.7]"};
    private static final String[] NAMES = {
        "Ann Lee ",
        "\"Lee, Ann\" ",
        "\"ann@other.test\" ",
        "=?utf-8?B?w5xtbGF1dA==?= ",
        "\"quote \\\" comma, at@\" ",
        "Folded\r\n Name ",
        ""
    };

    private Generated() {}

    static <T> T one(Random random, T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Up to {@code most} different addresses, at least one. */
    static List<String> addresses(Random random, int most) {
        Set<String> found = new LinkedHashSet<>();
        int wanted = 1 + random.nextInt(most);
        while (found.size() < wanted) {
            String number = String.valueOf(random.nextInt(50));
            String local = one(random, LOCALS);
            local = local.endsWith("\"") ? local.replaceFirst(".$", number + "\"") : local + number;
            found.add(local + "@" + one(random, DOMAINS));
        }
        return new ArrayList<>(found);
    }

    /** A field's value that names these addresses, as {@link Latin1}. */
    static String list(Random random, List<String> addresses) {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < addresses.size(); i++) {
            boolean group = random.nextInt(8) == 0;
            value.append(i == 0 ? "" : random.nextBoolean() ? ", " : ",\r\n\t");
            value.append(group ? "Team: " : "");
            value.append(mailbox(random, Latin1.of(addresses.get(i))));
            while (group && random.nextBoolean() && i + 1 < addresses.size()) {
                value.append(", ").append(mailbox(random, Latin1.of(addresses.get(++i))));
            }
            value.append(group ? ";" : "");
        }
        return value.toString();
    }

    private static String mailbox(Random random, String address) {
        return switch (random.nextInt(3)) {
            case 0 -> address;
            case 1 -> one(random, NAMES) + "<" + address + ">";
            default -> address + " (a comment, with@comma)";
        };
    }
}
