package io.github.ferrypost.doctor;

import io.github.ferrypost.pem.KeyFile;
import io.github.ferrypost.pem.KeyFileException;
import io.github.ferrypost.token.Expiry;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Checks the certificate file, read as it is for signing in: readable, with its key, valid, and for how long. */
final class CertificateCheck {
    private CertificateCheck() {}

    static Result look(CheckContext context) {
        String key = context.given().key("certificate");
        try {
            Path path = context.request().settings().path(key).orElseThrow();
            KeyFile file = KeyFile.read(
                    path, context.given().get("certificate-password").orElse(""), key);
            return file.key() instanceof RSAKey
                    ? judge(file.chain().get(0), context)
                    : Result.fault(
                            context.say(
                                    "seen.certificate-algorithm",
                                    "key",
                                    key,
                                    "algorithm",
                                    file.key().getAlgorithm()),
                            context.say("remedy.certificate-algorithm"));
        } catch (InvalidPathException e) {
            return unusable(context, KeyFileException.Problem.FILE, key, e.getInput());
        } catch (KeyFileException e) {
            return unusable(context, e.problem(), key, tried(context, key));
        }
    }

    private static Result unusable(CheckContext context, KeyFileException.Problem problem, String key, String path) {
        context.report("certificate");
        boolean noPassword = problem == KeyFileException.Problem.PASSWORD
                && context.given().get("certificate-password").isEmpty();
        String kind = problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Result.fault(
                context.say("seen.certificate-" + (noPassword ? "no-password" : kind), "key", key, "path", path),
                context.say(
                        "remedy.certificate-" + kind,
                        "key",
                        key,
                        "password",
                        context.given().key("certificate-password")));
    }

    /** The resolved path: it reveals a backslash that the settings file dropped. */
    private static String tried(CheckContext context, String key) {
        return context.request()
                .settings()
                .path(key)
                .map(path -> path.toAbsolutePath().normalize().toString())
                .orElse("");
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
        // inferred, because this machine's clock may be wrong, and Entra decides
        if (now.isAfter(until)) {
            return Result.fault(context.say("seen.certificate-expired", values), context.say("remedy.new-certificate"))
                    .inferred();
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return Result.fault(context.say("seen.certificate-early", values), context.say("remedy.clock"))
                    .inferred();
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
}
