package io.github.ferrypost.account;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which sender replaces which: the values of {@code from} and {@code from-name}. A table looks up the whole address,
 * then {@code @domain}, then {@code *}; a sender that no row names stays. Immutable.
 */
public final class SenderPolicy {
    /** Changes nothing. */
    public static final SenderPolicy KEEP = new SenderPolicy(Map.of(), null);

    private static final String MAILBOX = "mailbox";
    private static final String KEPT = "keep";
    private static final String ARROW = "->";
    private static final Pattern KEY = Pattern.compile("\\*|[^\\s@<>,;*]*@[^\\s@<>,;*]+|[^\\s@<>,;*]+");

    /** The replacement by folded sender. */
    private final Map<String, String> table;
    /** The display name of From; {@code null} to keep it. */
    private final @Nullable String name;

    private SenderPolicy(Map<String, String> table, @Nullable String name) {
        this.table = table;
        this.name = name;
    }

    /**
     * @param from {@code keep}, {@code mailbox}, an address, or rows {@code SENDER -> REPLACEMENT} separated by commas
     * @param fromName {@code keep}, or a display name
     * @throws IllegalArgumentException if one has another form; the message completes "KEY is VALUE: "
     */
    public static SenderPolicy parse(String from, String fromName) {
        Map<String, String> table = new LinkedHashMap<>();
        if (!from.contains(ARROW)) {
            table.put("*", replacement(from.trim()));
        } else {
            for (String row : AccountReader.list(from)) {
                String[] sides = row.split(ARROW, -1);
                if (sides.length != 2 || !KEY.matcher(sides[0].trim()).matches()) {
                    throw new IllegalArgumentException("\"" + row + "\" is not of the form SENDER -> REPLACEMENT, where"
                            + " SENDER is an address, @domain, a name without a domain, or *");
                }
                if (table.put(folded(sides[0].trim()), replacement(sides[1].trim())) != null) {
                    throw new IllegalArgumentException("it has two rows for " + sides[0].trim());
                }
            }
        }
        table.values().removeIf(target -> target.equals(KEPT) && table.size() == 1);
        String name = fromName.trim();
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the display name of from-name has control characters");
        }
        return new SenderPolicy(Map.copyOf(table), name.isEmpty() || name.equalsIgnoreCase(KEPT) ? null : name);
    }

    private static String replacement(String text) {
        if (text.equalsIgnoreCase(KEPT) || text.equalsIgnoreCase(MAILBOX)) {
            return text.toLowerCase(Locale.ROOT);
        }
        if (!Addresses.isAddress(text)) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a sender: set keep, mailbox, an address, or rows SENDER -> REPLACEMENT");
        }
        return text;
    }

    private static String folded(String sender) {
        return sender.indexOf('@') < 0 ? sender.toLowerCase(Locale.ROOT) : Addresses.fold(sender);
    }

    /** Whether it changes no sender and no display name. */
    public boolean isKeep() {
        return table.isEmpty() && name == null;
    }

    /** The display name that From gets; empty if it keeps its own. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /**
     * The sender that replaces this one; empty if it stays.
     *
     * @param sender an address, or a name without a domain
     * @param mailbox what {@code mailbox} stands for
     */
    public Optional<String> replacement(String sender, String mailbox) {
        if (table.isEmpty() || sender.isEmpty()) {
            return Optional.empty();
        }
        String key = folded(sender);
        String target = table.get(key);
        if (target == null && key.indexOf('@') >= 0) {
            target = table.get("@" + Addresses.domain(key));
        }
        if (target == null) {
            target = table.get("*");
        }
        if (target == null || target.equals(KEPT)) {
            return Optional.empty();
        }
        return Optional.of(target.equals(MAILBOX) ? mailbox : target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SenderPolicy
                && table.equals(((SenderPolicy) other).table)
                && Objects.equals(name, ((SenderPolicy) other).name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(table, name);
    }

    @Override
    public String toString() {
        return table + (name == null ? "" : ", name " + name);
    }
}
