package io.github.ferrypost.login;

import io.github.ferrypost.entra.AadstsRow;
import io.github.ferrypost.entra.AadstsTable;
import io.github.ferrypost.reply.Status;
import io.github.ferrypost.token.UserSignIn;
import java.io.PrintStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Prints the messages in one language. */
final class LoginOutput {
    /** Consent is missing, and only an administrator can grant it. */
    private static final Set<Integer> CONSENT = Set.of(65001, 90094, 90095, 650056, 650057, 65005);

    private final LoginLanguage language;
    private final PrintStream out;
    private final UserSignIn signIn;

    LoginOutput(LoginLanguage language, PrintStream out, UserSignIn signIn) {
        this.language = language;
        this.out = out;
        this.signIn = signIn;
    }

    void say(LoginMessages words, Object... values) {
        out.println(words.in(language, values));
        out.flush();
    }

    /** Prints an address on its own line, so that it can be clicked or copied whole. */
    void show(Object address) {
        out.println("  " + address);
        out.flush();
    }

    void refusal(Status refusal) {
        say(LoginMessages.REFUSED, meaning(refusal));
        help(refusal);
    }

    /** The meaning of the refusal, without its code. */
    String meaning(Status refusal) {
        return row(refusal)
                .filter(row -> language == LoginLanguage.DE)
                .map(row -> "AADSTS" + code(refusal).getAsInt() + ": " + row.meaningGerman())
                .orElse(refusal.reply().text());
    }

    /** Prints the remedy of a refusal, and the page where an administrator can consent. */
    void help(Status refusal) {
        remedy(refusal).ifPresent(text -> say(LoginMessages.WHAT_TO_DO, text));
        OptionalInt code = code(refusal);
        if (code.isPresent() && CONSENT.contains(code.getAsInt())) {
            say(LoginMessages.ADMIN_CONSENT, signIn.adminConsentPage());
        }
    }

    private Optional<String> remedy(Status refusal) {
        return row(refusal)
                .filter(row -> language == LoginLanguage.DE)
                .map(AadstsRow::remedyGerman)
                .or(() -> refusal.reply().remedy());
    }

    private static Optional<AadstsRow> row(Status refusal) {
        OptionalInt code = code(refusal);
        return code.isPresent() ? AadstsTable.find(code.getAsInt()) : Optional.empty();
    }

    private static OptionalInt code(Status refusal) {
        return AadstsTable.codeIn(refusal.reply().text());
    }
}
