package io.github.ferrypost.bridge.listen;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The parameters of MAIL and RCPT, as a table: name, longest value and syntax. Parameters of DSN (RFC 3461) are
 * accepted even if EHLO does not offer DSN, because some software sends them without checking. SMTP passes them on;
 * Graph drops them, as a relay does when the next server lacks DSN. No syntax is a regular expression: Java's recurse
 * once per repetition of a group, and the client controls the number of repetitions.
 */
final class Parameters {
    /** RFC 3461 section 4.4. */
    static final int LONGEST_ENVID = 100;
    /** RFC 3461 section 4.2. */
    static final int LONGEST_ORCPT = 500;
    /** RFC 4954 section 5: a mailbox, encoded as xtext; RFC 4954 section 4 raises the line of MAIL by 500. */
    static final int LONGEST_AUTH = 500;
    /** RFC 1870 section 4. */
    private static final int LONGEST_SIZE = 20;
    /** SUCCESS,FAILURE,DELAY: each at most once (RFC 3461 section 4.1). */
    static final int LONGEST_NOTIFY = 21;

    private static final int LONGEST_WORD = 8;

    /** The syntax of a parameter's value. */
    record Form(int longest, Check check) {
        boolean accepts(String value) {
            return value.length() <= longest && check.accepts(value);
        }
    }

    /** Checks a value of limited length. */
    interface Check {
        boolean accepts(String value);
    }

    /** SIZE: RFC 1870; BODY: RFC 6152; SMTPUTF8: RFC 6531; AUTH: RFC 4954 section 5; RET and ENVID: RFC 3461. */
    static final Map<String, Form> MAIL = Map.of(
            "SIZE", new Form(LONGEST_SIZE, value -> consistsOf(value, c -> c >= '0' && c <= '9')),
            "BODY", word("7BIT", "8BITMIME"),
            "SMTPUTF8", new Form(0, String::isEmpty),
            "AUTH", new Form(LONGEST_AUTH, value -> value.equals("<>") || isXtext(value)),
            "RET", word("FULL", "HDRS"),
            "ENVID", new Form(LONGEST_ENVID, Parameters::isXtext));

    /** RFC 3461 section 4.1 and 4.2; RFC 6533 section 3 for an original recipient that is not ASCII. */
    static final Map<String, Form> RCPT = Map.of(
            "NOTIFY", new Form(LONGEST_NOTIFY, Parameters::isNotify),
            "ORCPT", new Form(LONGEST_ORCPT, Parameters::isOriginalRecipient));

    private static final Set<String> NOTIFY = Set.of("SUCCESS", "FAILURE", "DELAY");

    /** The parameters in which the sender asks for delivery notifications. */
    static final Set<String> DSN = Set.of("RET", "ENVID", "NOTIFY", "ORCPT");

    private Parameters() {}

    static void check(Map<String, String> given, Map<String, Form> known) throws CommandRefusal {
        for (Map.Entry<String, String> parameter : given.entrySet()) {
            Form form = known.get(parameter.getKey());
            if (form == null) {
                // RFC 5321 section 4.1.1.11
                throw new CommandRefusal(555, "5.5.4", "The parameter " + shown(parameter.getKey()) + " is unknown");
            }
            if (parameter.getValue().length() > form.longest()) {
                throw new CommandRefusal(
                        501,
                        "5.5.4",
                        "The parameter " + parameter.getKey() + " has more than " + form.longest() + " characters");
            }
            if (!form.accepts(parameter.getValue())) {
                throw new CommandRefusal(501, "5.5.4", "The parameter " + parameter.getKey() + " has an invalid value");
            }
        }
    }

    private static Form word(String... words) {
        Set<String> known = Set.of(words);
        return new Form(LONGEST_WORD, value -> known.contains(value.toUpperCase(Locale.ROOT)));
    }

    private static boolean consistsOf(String value, IntPredicate character) {
        return !value.isEmpty() && value.chars().allMatch(character);
    }

    /** RFC 3461 section 4: printable ASCII, with "+" and "=" written as "+" and two hexadecimal digits. */
    private static boolean isXtext(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '+' && i + 2 < value.length() && isHex(value.charAt(i + 1)) && isHex(value.charAt(i + 2))) {
                i += 2;
            } else if (c < '!' || c > '~' || c == '+' || c == '=') {
                return false;
            }
        }
        return !value.isEmpty();
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
    }

    private static boolean isNotify(String value) {
        String upper = value.toUpperCase(Locale.ROOT);
        if (upper.equals("NEVER")) {
            return true;
        }
        for (String word : upper.split(",", -1)) {
            if (!NOTIFY.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOriginalRecipient(String value) {
        int semicolon = value.indexOf(';');
        return semicolon > 0
                && consistsOf(
                        value.substring(0, semicolon),
                        c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')
                && consistsOf(value.substring(semicolon + 1), c -> c > ' ' && c != '=' && c != 0x7f);
    }

    private static String shown(String name) {
        return name.length() > 40 ? name.substring(0, 40).toLowerCase(Locale.ROOT) + "..." : name;
    }
}
