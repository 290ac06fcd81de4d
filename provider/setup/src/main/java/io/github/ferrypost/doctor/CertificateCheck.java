package io.github.ferrypost.doctor;

import io.github.ferrypost.token.Expiry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Enumeration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the certificate file: readable, with its key, valid, and for how long. */
final class CertificateCheck {
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----");

    private CertificateCheck() {}

    static Result look(CheckContext context) {
        String key = context.given().key("certificate");
        X509Certificate certificate;
        try {
            Path path = context.request().settings().path(key).orElseThrow();
            byte[] bytes = Files.readAllBytes(path);
            String pem = new String(bytes, StandardCharsets.ISO_8859_1);
            certificate = pem.contains("-----BEGIN ") ? fromPem(pem) : fromStore(bytes, context);
        } catch (IOException | InvalidPathException e) {
            boolean password = e.getCause() instanceof GeneralSecurityException;
            return Result.fault(
                    context.say(
                            password ? "seen.certificate-password" : "seen.certificate-file",
                            "key",
                            key,
                            "path",
                            tried(context, key)),
                    context.say(password ? "remedy.certificate-password" : "remedy.certificate-file", "key", key));
        } catch (GeneralSecurityException e) {
            return Result.fault(
                    context.say("seen.certificate-content", "key", key), context.say("remedy.certificate-content"));
        }
        return judge(certificate, context);
    }

    /** The resolved path: it reveals a backslash that the settings file dropped. */
    private static String tried(CheckContext context, String key) {
        try {
            return context.request()
                    .settings()
                    .path(key)
                    .map(path -> path.toAbsolutePath().normalize().toString())
                    .orElse("");
        } catch (InvalidPathException e) {
            return e.getInput();
        }
    }

    private static Result judge(X509Certificate certificate, CheckContext context) {
        Instant now = context.tools().clock().instant();
        Instant until = certificate.getNotAfter().toInstant();
        String[] values = {
            "until",
            day(until),
            "from",
            day(certificate.getNotBefore().toInstant()),
            "thumbprint",
            thumbprint(certificate)
        };
        if (now.isAfter(until)) {
            return Result.fault(context.say("seen.certificate-expired", values), context.say("remedy.new-certificate"));
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return Result.fault(context.say("seen.certificate-early", values), context.say("remedy.clock"));
        }
        if (now.plus(Expiry.WARNING).isAfter(until)) {
            return Result.warning(context.say("seen.certificate-ends", values), context.say("remedy.new-certificate"));
        }
        return Result.ok(context.say("seen.certificate", values));
    }

    static String day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
    }

    /** SHA-1, as in the portal's column. */
    private static String thumbprint(X509Certificate certificate) {
        try {
            StringBuilder hex = new StringBuilder();
            for (byte octet : MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded())) {
                hex.append(String.format("%02X", octet));
            }
            return hex.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-1 is part of every JDK", e);
        }
    }

    private static X509Certificate fromPem(String pem) throws GeneralSecurityException {
        Matcher block = CERTIFICATE.matcher(pem);
        if (!block.find() || !KEY.matcher(pem).find()) {
            throw new CertificateException("certificate or key is missing");
        }
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(block.group().getBytes(StandardCharsets.US_ASCII)));
    }

    private static X509Certificate fromStore(byte[] bytes, CheckContext context)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = new ByteArrayInputStream(bytes)) {
            store.load(
                    stream,
                    context.given().get("certificate-password").orElse("").toCharArray());
        }
        for (Enumeration<String> names = store.aliases(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            if (store.isKeyEntry(name) && store.getCertificate(name) instanceof X509Certificate) {
                return (X509Certificate) store.getCertificate(name);
            }
        }
        throw new CertificateException("no certificate with a private key");
    }
}
