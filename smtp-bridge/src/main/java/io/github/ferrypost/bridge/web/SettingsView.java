package io.github.ferrypost.bridge.web;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.doctor.DoctorRequest;
import io.github.ferrypost.doctor.GermanText;
import io.github.ferrypost.settings.SettingsDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The settings of one account as a form: its current values, and the values typed into it. */
final class SettingsView {
    /** Matches what cannot be a secret typed into the wrong field: an ID, an address, a domain, a reference. */
    private static final Pattern HARMLESS = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
            + "|[^\\s@]+@[^\\s@]+|([a-z0-9-]+\\.)+[a-z]{2,}|\\$\\{(env|file):[^}]+}|.{0,15}");

    /** The allowed account names, as in {@code ferrypost.account.NAME.…}. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    /** A secret belongs to one app registration. */
    private static final Set<FormField> APP = Set.of(FormField.SECRET, FormField.CLIENT, FormField.TENANT);

    private final SettingsService service;
    private final PageMessages words;
    private final SettingsDocument document;
    private final Optional<Settings> settings;
    private final List<String> problems;

    SettingsView(SettingsService service, PageMessages words) throws IOException {
        this.service = service;
        this.words = words;
        this.document = service.document();
        Settings read = null;
        List<String> wrong = List.of();
        try {
            read = service.store().read(Map.of());
        } catch (SettingsException e) {
            wrong = e.problems();
        }
        this.settings = Optional.ofNullable(read);
        this.problems = wrong;
    }

    /** @param typed shown instead of the current values, except for the secret */
    Map<String, Object> model(String account, Function<String, String> typed) {
        Map<String, Object> model = new LinkedHashMap<>();
        Set<String> names = names(account);
        model.put("account", account);
        model.put("several", names.size() > 1);
        model.put(
                "accounts",
                names.stream()
                        .map(name -> Map.of(
                                "label",
                                name.isEmpty() ? words.say("unnamed") : name,
                                "href",
                                "/settings?account=" + name,
                                "here",
                                name.equals(account)))
                        .toList());
        model.put("place", service.store().place().toString());
        model.put(
                "problems",
                problems.stream()
                        .map(problem -> GermanText.of(problem).in(words.language()))
                        .toList());
        for (FormField field : FormField.values()) {
            model.put("field-" + field.suffix(), field(field, account, typed));
        }
        model.put("certificate", holds(account, "certificate").isPresent());
        model.put(
                "test-address", Optional.ofNullable(typed.apply("test-address")).orElse(""));
        return model;
    }

    private Set<String> names(String account) {
        Set<String> names = new TreeSet<>(settings.map(DoctorRequest::accounts).orElse(Set.of()));
        names.add(account);
        return names;
    }

    /** The first account if all have names; empty if there is an unnamed one, or none. */
    Optional<String> firstNamed() {
        Set<String> names = settings.map(DoctorRequest::accounts).orElse(Set.of());
        return names.contains("") ? Optional.empty() : names.stream().sorted().findFirst();
    }

    private Optional<String> holds(String account, String suffix) {
        String own = account.isEmpty() ? "ferrypost." + suffix : "ferrypost.account." + account + "." + suffix;
        return settings.flatMap(all -> all.get(own).or(() -> all.get("ferrypost." + suffix)));
    }

    private Map<String, Object> field(FormField field, String account, Function<String, String> typed) {
        String raw = raw(field, account).orElse("");
        String shown =
                harmless(field, Optional.ofNullable(typed.apply(field.suffix())).orElse(raw));
        Optional<String> elsewhere = elsewhere(field, account);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", field.suffix());
        model.put("label", words.say("label-" + field.suffix()));
        model.put("hint", hint(field, account));
        model.put("rows", field == FormField.REDIRECT_URIS ? 4 : 2);
        model.put("set", !raw.isEmpty() || elsewhere.isPresent());
        model.put(
                "reference",
                field.kind() == FormField.Kind.SECRET && raw.matches("\\$\\{(env|file):[^}]+}") ? raw : "");
        model.put("locked", elsewhere.isPresent());
        model.put("finding", "");
        model.put("elsewhere", elsewhere.map(this::said).orElse(""));
        String value = elsewhere.isPresent() ? holds(account, field.suffix()).orElse("") : shown;
        if (field.kind() == FormField.Kind.CHOICE) {
            model.put("choices", choices(field, field.normal(value), field.normal(raw)));
        } else if (field.kind() != FormField.Kind.SECRET) {
            boolean lines = field.kind() == FormField.Kind.LINES && elsewhere.isEmpty();
            model.put("value", lines ? field.normal(value).replace(", ", "\n") : value);
        }
        return model;
    }

    private String hint(FormField field, String account) {
        String hint = words.say("hint-" + field.suffix());
        List<String> sharers = field == FormField.SECRET ? sharers(account) : List.of();
        return sharers.isEmpty()
                ? hint
                : words.say("secret-shared", "accounts", String.join(", ", sharers)) + " " + hint;
    }

    /** Never shows the secret, nor a value in another field that could be one. */
    private static String harmless(FormField field, String text) {
        return switch (field.kind()) {
            case SECRET -> "";
            case TEXT -> HARMLESS.matcher(text).matches() ? text : "";
            case CHOICE -> {
                String choice = field.normal(text);
                yield field.choices().contains(choice)
                                || HARMLESS.matcher(choice).matches()
                        ? choice
                        : "";
            }
            case LINES -> text;
        };
    }

    /**
     * If the file has a value that is not one of the choices, such as a reference, adds it as a choice so that it can
     * be kept.
     */
    private List<Map<String, Object>> choices(FormField field, String chosen, String raw) {
        List<Map<String, Object>> choices = new ArrayList<>();
        if (!raw.isEmpty() && !field.choices().contains(raw)) {
            String shown = harmless(field, raw);
            String label = words.say("as-in-the-file", "value", shown).strip();
            choices.add(Map.of("value", shown, "label", label, "chosen", shown.equals(chosen)));
        }
        for (String choice : field.choices()) {
            String label = words.say(field.suffix() + "-" + choice.replace(',', '-'));
            choices.add(Map.of("value", choice, "label", label, "chosen", choice.equals(chosen)));
        }
        return choices;
    }

    /** The value in the file: the account's own, or the shared one. */
    private Optional<String> raw(FormField field, String account) {
        Optional<String> own = set(field.key(account));
        return own.isPresent() || !field.isInherited() ? own : set(field.shared());
    }

    private Optional<String> set(String key) {
        return document.get(key).filter(text -> !text.isBlank());
    }

    /** Environment and command line override the file; their values cannot be changed here. */
    private Optional<String> elsewhere(FormField field, String account) {
        return settings.flatMap(all -> service.store()
                .above(all, field.key(account))
                .or(() -> field.isInherited() ? service.store().above(all, field.shared()) : Optional.empty()));
    }

    private String said(String origin) {
        return origin.startsWith("environment ")
                ? words.say("set-by-environment", "name", origin.substring("environment ".length()))
                : words.say(origin.equals("given") ? "set-by-command" : "set-by-property");
    }

    static boolean isName(String account) {
        return account.isEmpty() || NAME.matcher(account).matches();
    }

    /**
     * Why no account with this name can be added, by the rules of {@code ferrypost.account.NAME.…}; empty if it can.
     */
    Optional<String> problem(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of(words.say("add-account-name"));
        }
        return settings.map(DoctorRequest::accounts).orElse(Set.of()).contains(name)
                ? Optional.of(words.say("add-account-taken"))
                : Optional.empty();
    }

    /** The fields that the form changed; unchanged fields are omitted. */
    SettingsDraft draft(String account, Function<String, String> typed) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (FormField field : FormField.values()) {
            String text = typed.apply(field.suffix());
            if (text == null || elsewhere(field, account).isPresent()) {
                continue;
            }
            String value = field.normal(text);
            boolean kept = value.isEmpty()
                    && !harmless(field, raw(field, account).orElse(""))
                            .equals(raw(field, account).orElse(""));
            boolean standard = field.kind() == FormField.Kind.CHOICE
                    && value.equals(field.choices().get(0))
                    && raw(field, account).isEmpty();
            if (!kept
                    && !standard
                    && !value.equals(field.normal(raw(field, account).orElse("")))) {
                changes.put(target(field, account), value);
            }
        }
        return new SettingsDraft(account, changes);
    }

    /** A secret that the file sets for all accounts of the app is renewed for all, not for one of them. */
    private String target(FormField field, String account) {
        return field == FormField.SECRET && !sharers(account).isEmpty() ? field.shared() : field.key(account);
    }

    /** The accounts that use the secret which the file sets for all; empty if this account is none of them. */
    private List<String> sharers(String account) {
        if (set(FormField.SECRET.shared()).isEmpty()) {
            return List.of();
        }
        List<String> sharers = settings.map(DoctorRequest::accounts).orElse(Set.of()).stream()
                .filter(name -> APP.stream().allMatch(field -> isShared(field, name)))
                .sorted()
                .toList();
        return !account.isEmpty() && sharers.contains(account) ? sharers : List.of();
    }

    private boolean isShared(FormField field, String account) {
        return account.isEmpty() || set(field.key(account)).isEmpty();
    }
}
