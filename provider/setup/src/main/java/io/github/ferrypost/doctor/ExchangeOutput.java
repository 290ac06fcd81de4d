package io.github.ferrypost.doctor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    /** A command as typed, with or without the prompt; an error begins with the command and a colon. */
    private static final Pattern COMMAND = Pattern.compile("(?:PS .*>\\s*)?([A-Z][A-Za-z]+-[A-Z][A-Za-z]+)(?:[ |].*)?");

    private static final Pattern ERROR = Pattern.compile("([A-Z][A-Za-z]+-[A-Z][A-Za-z]+) ?: .*");
    private static final Pattern PROMPT = Pattern.compile("PS .*>.*");

    /** In an object: the command that printed it. No property has this name. */
    private static final String PRINTED_BY = "";

    private final List<Map<String, String>> objects;
    private final Set<String> commands;

    private ExchangeOutput(List<Map<String, String>> objects, Set<String> commands) {
        this.objects = objects;
        this.commands = commands;
    }

    static ExchangeOutput parse(String text) {
        List<Map<String, String>> objects = new ArrayList<>();
        Set<String> commands = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Set<String> failed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        String command = "";
        Map<String, String> current = fields(command);
        String[] lines = text.replace("\uFEFF", "").split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            String trimmed = line.trim();
            Matcher typed = COMMAND.matcher(trimmed);
            Matcher field = FIELD.matcher(trimmed);
            Matcher error = ERROR.matcher(trimmed);
            if (error.matches()) {
                failed.add(error.group(1));
            } else if (typed.matches()) {
                add(current, objects);
                command = typed.group(1);
                commands.add(command);
                current = fields(command);
            } else if (i + 1 < lines.length
                    && !line.isBlank()
                    && RULER.matcher(lines[i + 1]).matches()) {
                add(current, objects);
                current = fields(command);
                i = table(lines, i, command, objects);
            } else if (line.isBlank() || PROMPT.matcher(trimmed).matches()) {
                add(current, objects);
                current = fields(command);
            } else if (field.matches()) {
                String name = field.group(1);
                if (current.containsKey(name)) {
                    add(current, objects);
                    current = fields(command);
                }
                current.put(name, field.group(2) == null ? "" : field.group(2).trim());
            }
        }
        add(current, objects);
        commands.removeAll(failed);
        return new ExchangeOutput(Collections.unmodifiableList(objects), commands);
    }

    /** @return the index of the table's last line */
    private static int table(String[] lines, int header, String command, List<Map<String, String>> objects) {
        List<Integer> starts = new ArrayList<>();
        Matcher dashes = DASHES.matcher(lines[header + 1]);
        while (dashes.find()) {
            starts.add(dashes.start());
        }
        int row = header + 2;
        for (; row < lines.length && !lines[row].isBlank(); row++) {
            Map<String, String> object = fields(command);
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

    private static Map<String, String> fields(String command) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.put(PRINTED_BY, command);
        return fields;
    }

    private static void add(Map<String, String> object, List<Map<String, String>> objects) {
        if (object.size() > 1) {
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
        String command = text(object, PRINTED_BY);
        if (command.equalsIgnoreCase("Get-CASMailbox") || command.equalsIgnoreCase("Get-TransportConfig")) {
            return command.equalsIgnoreCase("Get-CASMailbox");
        }
        return object.containsKey("PrimarySmtpAddress")
                || object.containsKey("OWAEnabled")
                || !object.getOrDefault("Name", "Transport Settings").equals("Transport Settings");
    }

    /** Whether the output contains what this command prints, which may be nothing. */
    boolean isOf(String command, String... properties) {
        return commands.contains(command) || !with(properties).isEmpty();
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
}
