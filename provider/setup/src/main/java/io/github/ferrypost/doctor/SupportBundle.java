package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.UserInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What a supporter needs to see, as a zip file: settings without secrets, findings, versions, and what the program adds.
 * Contains addresses and IDs, but no secret. Stateless.
 */
public final class SupportBundle {
    /** Shorter parts of a secret would redact unrelated words. */
    private static final int SHORTEST_SECRET = 6;

    /** A JSON Web Token (RFC 7519 section 3), or an XOAUTH2 line in base64. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{10,}(\\.[\\w-]*)+|dXNlcj[\\w+/=]{20,}");

    private static final Pattern IDENTITY = Pattern.compile("ferrypost\\.(account\\..+\\.)?(tenant|client|mailbox)");

    private static final String HIDDEN = "***";

    private SupportBundle() {}

    /** The bytes of the zip file. */
    public static byte[] of(Settings settings, List<DoctorReport> reports, Language language, SupportSource source) {
        Map<String, String> files = new TreeMap<>(source.files(settings));
        files.put("settings.txt", shown(settings, source));
        files.put("findings.txt", findings(reports, language));
        files.put("findings.json", JsonReport.of(reports, language) + "\n");
        files.put("versions.txt", versions());
        List<String> secrets = secrets(settings, source);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry("ferrypost-support/" + file.getKey()));
                zip.write(redacted(file.getValue(), secrets).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static String shown(Settings settings, SupportSource source) {
        return settings.keys().stream()
                .map(key -> key + " = " + (isHidden(key, settings, source) ? HIDDEN : value(key, settings)) + "   # "
                        + settings.origin(key).orElse(""))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String value(String key, Settings settings) {
        String value = settings.get(key).orElse("");
        boolean mayNameUser = key.equals("ferrypost.proxy") || key.startsWith("ferrypost.endpoint.");
        return mayNameUser ? UserInfo.hiddenIn(value) : value;
    }

    /** An unknown key may be a misspelt secret, and a known one may have a secret as its value by mistake. */
    private static boolean isHidden(String key, Settings settings, SupportSource source) {
        boolean identity = IDENTITY.matcher(key).matches();
        return source.keys().find(key).map(Key::isSecret).orElse(true)
                || (identity && !RawAccountSettings.isHarmless(settings.get(key).orElse("")));
    }

    private static String findings(List<DoctorReport> reports, Language language) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TextReport text = new TextReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), language, false);
        for (DoctorReport report : reports) {
            text.start(report.account());
            report.findings().forEach(text::tell);
            text.end(report);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String versions() {
        String own = SupportBundle.class.getPackage().getImplementationVersion();
        return Stream.of(
                        "java.version",
                        "java.vendor",
                        "java.vm.name",
                        "os.name",
                        "os.version",
                        "os.arch",
                        "user.timezone")
                .map(name -> name + " = " + System.getProperty(name))
                .collect(Collectors.joining("\n", "ferrypost = " + Objects.toString(own, "development") + "\n", "\n"));
    }

    /** The longest first, so that a part of a secret does not hide the rest of it from the search. */
    private static List<String> secrets(Settings settings, SupportSource source) {
        TreeSet<String> secrets = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        settings.keys().stream()
                .filter(key -> isHidden(key, settings, source))
                .map(settings::get)
                .flatMap(Optional::stream)
                .forEach(value -> {
                    secrets.add(value);
                    secrets.addAll(List.of(value.split("[\\s,;:]+")));
                });
        return secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .collect(Collectors.toList());
    }

    private static String redacted(String text, List<String> secrets) {
        String clean = TOKEN.matcher(text).replaceAll(HIDDEN);
        for (String secret : secrets) {
            clean = clean.replace(secret, HIDDEN);
        }
        return clean;
    }
}
