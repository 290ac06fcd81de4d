package io.github.ferrypost.bridge.listen;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The parameters that MAIL and RCPT may have, as a table: a name and the form of its value. Those of DSN (RFC 3461) are
 * understood where DSN is not offered too, since some software sends them without looking: they go on by SMTP, and end
 * where the mail goes by Graph, as they would at a server that relays to another without DSN.
 */
final class Parameters {
    /** RFC 3461 section 4. */
    private static final String XTEXT = "([!-*,-<>-~]|\\+[0-9A-F]{2})+";

    /** SIZE: RFC 1870; BODY: RFC 6152; SMTPUTF8: RFC 6531; AUTH: RFC 4954 section 5; RET and ENVID: RFC 3461. */
    static final Map<String, Pattern> MAIL = Map.of(
            "SIZE", Pattern.compile("\\d{1,20}"),
            "BODY", Pattern.compile("(?i)7BIT|8BITMIME"),
            "SMTPUTF8", Pattern.compile(""),
            "AUTH", Pattern.compile("<>|" + XTEXT),
            "RET", Pattern.compile("(?i)FULL|HDRS"),
            "ENVID", Pattern.compile(XTEXT));

    /** RFC 3461 section 4.1 and 4.2; RFC 6533 section 3 for an original recipient that is not ASCII. */
    static final Map<String, Pattern> RCPT = Map.of(
            "NOTIFY", Pattern.compile("(?i)NEVER|(SUCCESS|FAILURE|DELAY)(,(SUCCESS|FAILURE|DELAY))*"),
            "ORCPT", Pattern.compile("(?i)[a-z0-9-]+;[^\\s=]+"));

    /** Those that tell what the sender wishes to hear of the delivery. */
    static final Set<String> DSN = Set.of("RET", "ENVID", "NOTIFY", "ORCPT");

    private Parameters() {}

    static void check(Map<String, String> given, Map<String, Pattern> known) throws Refusal {
        for (Map.Entry<String, String> parameter : given.entrySet()) {
            Pattern form = known.get(parameter.getKey());
            if (form == null) {
                // RFC 5321 section 4.1.1.11
                throw new Refusal(555, "5.5.4", "The parameter " + shown(parameter.getKey()) + " is not known");
            }
            if (!form.matcher(parameter.getValue()).matches()) {
                throw new Refusal(501, "5.5.4", "The parameter " + parameter.getKey() + " has a value it cannot have");
            }
        }
    }

    private static String shown(String name) {
        return name.length() > 40 ? name.substring(0, 40).toLowerCase(Locale.ROOT) + "..." : name;
    }
}
