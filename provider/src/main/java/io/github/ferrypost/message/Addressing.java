package io.github.ferrypost.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the header section must read so that To, Cc and Bcc together name exactly the envelope's recipients. For a road that
 * has no envelope of its own: Microsoft Graph delivers a MIME message to whomever these three fields name ("Send Outlook
 * messages in MIME format"). A pure function of what it is given; immutable.
 *
 * <ul>
 *   <li>Recipients that no To or Cc names become Bcc, which replaces a Bcc that was there. A Resent-Bcc is dropped.
 *   <li>Addresses that are not in the envelope are taken out, and so is what is no address or can be read as two. Where
 *       that changed To or Cc, the reader still finds the whole of it as text in {@link #ORIGINAL_TO} or
 *       {@link #ORIGINAL_CC}. What was in Bcc was to stay hidden, and does.
 *   <li>An empty group ({@code undisclosed-recipients:;}) is taken out: Graph refuses it (400 ErrorInvalidRecipients).
 *   <li>Several To fields, or Cc or From, become one, since nothing says which of them would be read.
 *   <li>Without a From there is one made of the envelope's sender, or else of the mailbox; with several addresses in it
 *       there has to be a Sender, and it is the mailbox (RFC 5322 section 3.6.2).
 *   <li>Where the section itself is broken (see {@link Head}), its line ends and the empty line after it are mended.
 * </ul>
 *
 * All other fields stay as they came, byte for byte.
 */
public final class Addressing {
    public static final String ORIGINAL_TO = "X-Ferrypost-Original-To";
    public static final String ORIGINAL_CC = "X-Ferrypost-Original-Cc";

    /** The edited section; empty where nothing is to be edited. */
    private final byte[] head;

    private final long bodyOffset;
    private final boolean changed;
    private final List<String> hidden;
    private final List<String> removed;
    private final List<String> unwritable;

    private Addressing(Head original, List<Field> fields, Recipients recipients, Collection<String> removed) {
        this.bodyOffset = original.bodyOffset();
        this.changed = !original.isRegular() || !fields.equals(original.fields());
        this.hidden = recipients.unnamed().stream().map(Address::toString).collect(Collectors.toUnmodifiableList());
        this.removed = List.copyOf(removed);
        this.unwritable = recipients.unwritable();
        this.head = changed ? written(fields) : new byte[0];
    }

    private static byte[] written(List<Field> fields) {
        return Latin1.bytes(
                fields.stream().map(field -> field.canonical().latin1()).collect(Collectors.joining()) + "\r\n");
    }

    /** @param mailbox the address of the mailbox that sends */
    public static Addressing of(Head head, Envelope envelope, String mailbox) {
        Recipients recipients = new Recipients(envelope.recipients());
        Set<String> removed = new LinkedHashSet<>();
        List<Field> fields = new ArrayList<>(head.fields());
        narrow(fields, "To", ORIGINAL_TO, recipients, removed);
        narrow(fields, "Cc", ORIGINAL_CC, recipients, removed);
        hide(fields, recipients, removed);
        fields.removeIf(field -> field.is("Resent-Bcc"));
        originate(fields, envelope.sender(), mailbox);
        return new Addressing(head, fields, recipients, removed);
    }

    /** Leaves in To or Cc only whom the envelope names. */
    private static void narrow(
            List<Field> fields, String name, String original, Recipients recipients, Set<String> removed) {
        List<Field> old = named(fields, name);
        List<AddressList.Element> kept = new ArrayList<>();
        boolean asItIs = old.size() <= 1;
        boolean complete = true;
        for (Field field : old) {
            List<AddressList.Element> elements =
                    AddressList.parse(field.rawValue()).elements();
            asItIs &= !elements.isEmpty();
            for (AddressList.Element element : elements) {
                List<Mailbox> wanted = new ArrayList<>();
                for (Mailbox mailbox : element.mailboxes()) {
                    if (mailbox.address().filter(recipients::name).isPresent()) {
                        wanted.add(mailbox);
                    } else {
                        removed.add(mailbox.shown());
                        complete = false;
                    }
                }
                asItIs &= !wanted.isEmpty();
                if (!wanted.isEmpty()) {
                    kept.add(element.with(wanted));
                }
            }
        }
        if (asItIs && complete) {
            return;
        }
        List<Field> written = new ArrayList<>();
        if (!kept.isEmpty()) {
            written.add(Field.of(name, AddressList.written(kept)));
        }
        if (!complete) {
            written.add(Field.of(
                    original,
                    old.stream()
                            .map(field -> field.canonical().rawValue().strip())
                            .collect(Collectors.joining(AddressList.SEPARATOR))));
        }
        replace(fields, name, written);
    }

    /** Writes the recipients that stand in no other field as Bcc. */
    private static void hide(List<Field> fields, Recipients recipients, Set<String> removed) {
        List<Field> old = named(fields, "Bcc");
        Set<Address> named = new LinkedHashSet<>();
        boolean clear = old.size() == 1;
        for (Field field : old) {
            for (AddressList.Element element :
                    AddressList.parse(field.rawValue()).elements()) {
                clear &= !element.mailboxes().isEmpty();
                for (Mailbox mailbox : element.mailboxes()) {
                    Optional<Address> address = mailbox.address();
                    address.ifPresent(named::add);
                    clear &= address.isPresent();
                    if (address.filter(recipients::isOne).isEmpty()) {
                        removed.add(mailbox.shown());
                    }
                }
            }
        }
        Set<Address> unnamed = recipients.unnamed();
        if (clear && !unnamed.isEmpty() && named.equals(unnamed)) {
            return;
        }
        String list = unnamed.stream()
                .map(address -> Latin1.of(address.toString()))
                .collect(Collectors.joining(AddressList.SEPARATOR));
        replace(fields, "Bcc", unnamed.isEmpty() ? List.of() : List.of(Field.of("Bcc", list)));
    }

    /** One From, with an address in it, and a Sender where RFC 5322 section 3.6.2 asks for one. */
    private static void originate(List<Field> fields, String sender, String mailbox) {
        List<Field> old = named(fields, "From");
        List<Mailbox> authors = new ArrayList<>();
        for (Field field : old) {
            AddressList.parse(field.rawValue()).mailboxes().forEach(authors::add);
        }
        Set<Address> addresses = new HashSet<>();
        authors.forEach(author -> author.address().ifPresent(addresses::add));
        if (addresses.isEmpty()) {
            String author = Address.parse(sender).map(Address::toString).orElse(mailbox);
            replace(fields, "From", List.of(Field.of("From", Latin1.of(author))));
        } else if (old.size() > 1) {
            String list =
                    authors.stream().map(Mailbox::raw).distinct().collect(Collectors.joining(AddressList.SEPARATOR));
            replace(fields, "From", List.of(Field.of("From", list)));
        }
        if (addresses.size() > 1 && named(fields, "Sender").isEmpty()) {
            fields.add(Field.of("Sender", Latin1.of(mailbox)));
        }
    }

    private static List<Field> named(List<Field> fields, String name) {
        List<Field> named = new ArrayList<>();
        for (Field field : fields) {
            if (field.is(name)) {
                named.add(field);
            }
        }
        return named;
    }

    /** Puts {@code written} where the first field of the name stood, or at the end; the others of the name go. */
    private static void replace(List<Field> fields, String name, List<Field> written) {
        int at = 0;
        while (at < fields.size() && !fields.get(at).is(name)) {
            at++;
        }
        fields.removeIf(field -> field.is(name));
        fields.addAll(at, written);
    }

    /** The message with the edited header section and its own body; {@code original} itself where nothing is to be edited. */
    public Bytes applyTo(Bytes original) {
        return changed ? Pieces.of(original).and(head).and(bodyOffset, original.size()) : original;
    }

    /** Whether the header section has to be edited at all. */
    public boolean isChanged() {
        return changed;
    }

    /** The recipients that get the message as Bcc. */
    public List<String> hidden() {
        return hidden;
    }

    /** What stood in To, Cc or Bcc and must not get the message: addresses, or text that is no address. */
    public List<String> removed() {
        return removed;
    }

    /** Recipients, as the envelope has them, that are no address with a domain: no header field can name them. */
    public List<String> unwritable() {
        return unwritable;
    }
}
