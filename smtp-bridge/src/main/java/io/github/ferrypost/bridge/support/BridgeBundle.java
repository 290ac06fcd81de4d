package io.github.ferrypost.bridge.support;

import io.github.ferrypost.account.Key;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.UserInfo;
import io.github.ferrypost.bridge.config.BridgeKeys;
import io.github.ferrypost.doctor.DoctorReport;
import io.github.ferrypost.doctor.JsonReport;
import io.github.ferrypost.doctor.Language;
import io.github.ferrypost.doctor.SupportBundle;
import io.github.ferrypost.doctor.TextReport;
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
 * What a supporter needs to see, as a zip file: settings without secrets, findings, versions, the end of the log and
 * figures of the queue. Contains addresses and IDs, but no secret. Stateless.
 */
public final class BridgeBundle implements SupportBundle {
    /** Shorter parts of a secret would redact unrelated words. */
    private static final int SHORTEST_SECRET = 6;

    /** A JSON Web Token (RFC 7519 section 3), or an XOAUTH2 line in base64. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{10,}(\\.[\\w-]*)+|dXNlcj[\\w+/=]{20,}");

    private static final Pattern IDENTITY = Pattern.compile("ferrypost\\.(account\\..+\\.)?(tenant|client|mailbox)");

    /** What tenant, client and mailbox should be: an ID, a domain, an address. */
    private static final Pattern HARMLESS = Pattern.compile(
            "|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|([a-z0-9-]+\\.)+[a-z]{2,}|[^\\s@]+@[^\\s@]+");

    private static final String HIDDEN = "***";

    @Override
    public byte[] of(Settings settings, List<DoctorReport> reports, Language language) {
        return of(settings, reports, language, BridgeFiles.of(settings));
    }

    /** @param more file names and texts */
    static byte[] of(Settings settings, List<DoctorReport> reports, Language language, Map<String, String> more) {
        Map<String, String> files = new TreeMap<>(more);
        files.put("settings.txt", shown(settings));
        files.put("findings.txt", findings(reports, language));
        files.put("findings.json", JsonReport.of(reports, language) + "\n");
        files.put("versions.txt", versions());
        List<String> secrets = secrets(settings);
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

    private static String shown(Settings settings) {
        return settings.keys().stream()
                .map(key -> key + " = " + (isHidden(key, settings) ? HIDDEN : value(key, settings)) + "   # "
                        + settings.origin(key).orElse(""))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String value(String key, Settings settings) {
        String value = settings.get(key).orElse("");
        boolean mayNameUser = key.equals("ferrypost.proxy") || key.startsWith("ferrypost.endpoint.");
        return mayNameUser ? UserInfo.hiddenIn(value) : value;
    }

    /** An unknown key may be a misspelt secret, and a known one may have a secret as its value by mistake. */
    private static boolean isHidden(String key, Settings settings) {
        boolean identity = IDENTITY.matcher(key).matches();
        return BridgeKeys.ALL.find(key).map(Key::isSecret).orElse(true)
                || (identity && !HARMLESS.matcher(settings.get(key).orElse("")).matches());
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
        String own = BridgeBundle.class.getPackage().getImplementationVersion();
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
    private static List<String> secrets(Settings settings) {
        TreeSet<String> secrets = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        settings.keys().stream()
                .filter(key -> isHidden(key, settings))
                .map(settings::get)
                .flatMap(Optional::stream)
                .forEach(value -> {
                    secrets.add(value);
                    secrets.addAll(List.of(value.split("[\\s,;:]+", -1)));
                });
        return secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .toList();
    }

    private static String redacted(String text, List<String> secrets) {
        String clean = TOKEN.matcher(text).replaceAll(HIDDEN);
        for (String secret : secrets) {
            clean = clean.replace(secret, HIDDEN);
        }
        return clean;
    }
}
