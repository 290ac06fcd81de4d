package io.github.ferrypost.transport;

import io.github.ferrypost.reply.FailureScope;
import io.github.ferrypost.reply.Reply;
import io.github.ferrypost.reply.Status;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The addresses that a program passed to {@code sendMessage}, in order, with groups expanded. Immutable. */
final class RecipientLists {
    private final List<InternetAddress> addresses;

    private RecipientLists(List<InternetAddress> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    /** Angus' own checks, with its messages, since programs know them. */
    static void check(Address @Nullable [] given) throws MessagingException {
        if (given == null || given.length == 0) {
            throw new SendFailedException("No recipient addresses");
        }
        for (Address address : given) {
            if (!(address instanceof InternetAddress)) {
                throw new MessagingException(address + " is not an InternetAddress");
            }
        }
    }

    /** @param given addresses that have passed {@link #check} */
    static RecipientLists of(Address[] given) {
        List<InternetAddress> expanded = new ArrayList<>();
        for (Address address : given) {
            expanded.addAll(members((InternetAddress) address));
        }
        return new RecipientLists(expanded);
    }

    /** A group that cannot be parsed stays as it is and is refused with the other unusable addresses. */
    private static List<InternetAddress> members(InternetAddress address) {
        if (address.isGroup()) {
            try {
                InternetAddress[] members = address.getGroup(true);
                if (members != null) {
                    return List.of(members);
                }
            } catch (ParseException e) {
                return List.of(address);
            }
        }
        return List.of(address);
    }

    List<InternetAddress> addresses() {
        return addresses;
    }

    Address[] array() {
        return addresses.toArray(new Address[0]);
    }

    /** The address as the envelope has it. */
    static String key(InternetAddress address) {
        return address.getAddress() == null ? "" : bare(address.getAddress());
    }

    /** Strips the angle brackets that Angus allows around an address. */
    static String bare(String address) {
        return address.startsWith("<") && address.endsWith(">") ? address.substring(1, address.length() - 1) : address;
    }

    /**
     * Addresses that no server accepts, refused here so that one bad address cannot make Graph refuse the whole
     * message.
     */
    Map<String, Status> refused() {
        Map<String, Status> refused = new LinkedHashMap<>();
        for (InternetAddress address : addresses) {
            if (!isMailbox(key(address))) {
                refused.put(
                        key(address),
                        Status.never(
                                FailureScope.RECIPIENT,
                                Reply.of(501, "5.1.3", "Not an email address: " + key(address) + ".")
                                        .withRemedy("Write the address as name@domain.")));
            }
        }
        return refused;
    }

    List<String> except(Map<String, Status> refused) {
        List<String> others = new ArrayList<>();
        for (InternetAddress address : addresses) {
            if (!refused.containsKey(key(address))) {
                others.add(key(address));
            }
        }
        return others;
    }

    /**
     * Rejects a line break in an address, which would inject an SMTP command. Angus rejects it since 2.0.4 with this
     * message; earlier versions let the command through.
     */
    static void refuseInjection(String sender, RecipientLists recipients) throws MessagingException {
        boolean bad = breaksLine(sender);
        for (InternetAddress address : recipients.addresses) {
            bad |= breaksLine(key(address));
        }
        if (bad) {
            throw new MessagingException(
                    "Can't send command to SMTP host",
                    new IllegalArgumentException("An address contains a line break or a NUL"));
        }
    }

    private static boolean breaksLine(String address) {
        return address.indexOf('\r') >= 0 || address.indexOf('\n') >= 0 || address.indexOf('\0') >= 0;
    }

    /**
     * RFC 5321 section 4.1.2, as far as needed to tell addresses from other text: a quoted local part may contain
     * anything.
     */
    private static boolean isMailbox(String address) {
        int at = address.lastIndexOf('@');
        if (at <= 0 || at == address.length() - 1) {
            return false;
        }
        return isLocal(address.substring(0, at)) && isDomain(address.substring(at + 1));
    }

    private static boolean isLocal(String part) {
        return isAtom(part) || (part.length() > 2 && part.startsWith("\"") && part.endsWith("\""));
    }

    private static boolean isDomain(String part) {
        return isAtom(part) || (part.startsWith("[") && part.endsWith("]"));
    }

    private static boolean isAtom(String part) {
        return part.codePoints()
                .noneMatch(c ->
                        Character.isWhitespace(c) || Character.isISOControl(c) || "<>()[]@,;:\\\"".indexOf(c) >= 0);
    }
}
