package io.github.ferrypost.doctor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Parsed output of an Exchange Online PowerShell window: objects as Format-List prints them, or as tables, with
 * prompts and commands in between. Immutable.
 */
final class ExchangeOutput {
    private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z0-9]*)\\s*:(?:\\s+(.*))?");
    private static final Pattern RULER = Pattern.compile("\\s*-+(\\s+-+)*\\s*");
    private static final Pattern DASHES = Pattern.compile("-+");
    private static final Pattern PROMPT = Pattern.compile("PS .*>.*");

    private final List<Map<String, String>> objects;

    private ExchangeOutput(List<Map<String, String>> objects) {
        this.objects = objects;
    }

    static ExchangeOutput parse(String text) {
        List<Map<String, String>> objects = new ArrayList<>();
        Map<String, String> current = fields();
        String[] lines = text.replace("\uFEFF", "").split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            Matcher field = FIELD.matcher(line.trim());
            if (i + 1 < lines.length
                    && !line.isBlank()
                    && RULER.matcher(lines[i + 1]).matches()) {
                add(current, objects);
                current = fields();
                i = table(lines, i, objects);
            } else if (line.isBlank() || PROMPT.matcher(line.trim()).matches()) {
                add(current, objects);
                current = fields();
            } else if (field.matches()) {
                String name = field.group(1);
                if (current.containsKey(name)) {
                    add(current, objects);
                    current = fields();
                }
                current.put(name, field.group(2) == null ? "" : field.group(2).trim());
            }
        }
        add(current, objects);
        return new ExchangeOutput(Collections.unmodifiableList(objects));
    }

    /** @return the index of the table's last line */
    private static int table(String[] lines, int header, List<Map<String, String>> objects) {
        List<Integer> starts = new ArrayList<>();
        Matcher dashes = DASHES.matcher(lines[header + 1]);
        while (dashes.find()) {
            starts.add(dashes.start());
        }
        int row = header + 2;
        for (; row < lines.length && !lines[row].isBlank(); row++) {
            Map<String, String> object = fields();
            for (int column = 0; column < starts.size(); column++) {
                object.put(cell(lines[header], starts, column), cell(lines[row], starts, column));
            }
            add(object, objects);
        }
        return row - 1;
    }

    private static String cell(String line, List<Integer> starts, int column) {
        int from = Math.min(starts.get(column), line.length());
        int to = column + 1 < starts.size() ? Math.min(starts.get(column + 1), line.length()) : line.length();
        return line.substring(from, Math.max(from, to)).trim();
    }

    private static Map<String, String> fields() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    private static void add(Map<String, String> object, List<Map<String, String>> objects) {
        if (!object.isEmpty()) {
            objects.add(object);
        }
    }

    /** The objects that have all of these fields. */
    private List<Map<String, String>> with(String... names) {
        return objects.stream()
                .filter(object -> List.of(names).stream().allMatch(object::containsKey))
                .collect(Collectors.toList());
    }

    /** Get-TransportConfig: {@code True}, {@code False}; empty if it was not pasted. */
    Optional<String> smtpDisabledForTenant() {
        return with("SmtpClientAuthenticationDisabled").stream()
                .filter(object -> !isMailbox(object))
                .map(object -> object.get("SmtpClientAuthenticationDisabled"))
                .findFirst();
    }

    /**
     * Get-CASMailbox: {@code True}, {@code False}, or an empty text if the tenant's value applies; no value if not
     * pasted.
     */
    Optional<String> smtpDisabledForMailbox(String mailbox) {
        return with("SmtpClientAuthenticationDisabled").stream()
                .filter(object -> isMailbox(object)
                        && object.getOrDefault("PrimarySmtpAddress", mailbox).equalsIgnoreCase(mailbox))
                .map(object -> object.get("SmtpClientAuthenticationDisabled"))
                .findFirst();
    }

    private static boolean isMailbox(Map<String, String> object) {
        return object.containsKey("PrimarySmtpAddress")
                || object.containsKey("OWAEnabled")
                || object.containsKey("Name");
    }

    /** Get-ServicePrincipal: the object ID under which Exchange knows the app. */
    Optional<String> servicePrincipal(String client) {
        return with("AppId", "ObjectId").stream()
                .filter(object -> text(object, "AppId").equalsIgnoreCase(client))
                .map(object -> text(object, "ObjectId"))
                .findFirst();
    }

    /** Test-ServicePrincipalAuthorization: whether any assignment of the role has the mailbox in scope. */
    Optional<Boolean> inScope(String role) {
        List<Map<String, String>> rows = with("RoleName", "InScope").stream()
                .filter(object -> text(object, "RoleName").equalsIgnoreCase(role))
                .collect(Collectors.toList());
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        rows.stream().anyMatch(object -> text(object, "InScope").equalsIgnoreCase("True")));
    }

    /** Get-ApplicationAccessPolicy: {@code RestrictAccess} or {@code DenyAccess} of the app's policies. */
    List<String> accessPolicies(String client) {
        return with("AppId", "AccessRight").stream()
                .filter(object -> text(object, "AppId").contains(client))
                .map(object -> text(object, "AccessRight"))
                .collect(Collectors.toList());
    }

    /** The text of a property that {@link #with} has found. */
    private static String text(Map<String, String> object, String property) {
        return Objects.requireNonNull(object.get(property), property);
    }

    boolean isEmpty() {
        return objects.isEmpty();
    }
}
