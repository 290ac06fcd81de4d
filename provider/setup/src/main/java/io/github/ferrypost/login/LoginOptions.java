package io.github.ferrypost.login;

import io.github.ferrypost.account.SignIn;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The options of the command. Immutable. */
final class LoginOptions {
    static final String USAGE = String.join(
            System.lineSeparator(),
            "Usage: ferrypost login [options]",
            "  --account NAME   the account to sign in, if the settings have several",
            "  --device-code    sign in with a code entered on any device",
            "  --browser        sign in with this machine's browser",
            "  --lang en|de     the language of the output; default: this machine's",
            "  --help           show this help and exit",
            "Signs a user in once and stores the sign-in in ferrypost.token-file. Without --device-code and"
                    + " --browser, ferrypost.sign-in selects the method.",
            "Exit status: 0 signed in, 1 not, 2 wrong options or settings.");

    private Optional<String> account = Optional.empty();
    private Optional<SignIn> way = Optional.empty();
    private LoginLanguage language = LoginLanguage.of(Locale.getDefault());
    private boolean help;

    private LoginOptions() {}

    /** @throws IllegalArgumentException with a one-sentence message for the user */
    static LoginOptions parse(String... args) {
        LoginOptions options = new LoginOptions();
        for (Iterator<String> rest = List.of(args).iterator(); rest.hasNext(); ) {
            String arg = rest.next();
            int equals = arg.indexOf('=');
            String name = equals < 0 ? arg : arg.substring(0, equals);
            switch (name) {
                case "--account":
                    options.account = Optional.of(value(arg, equals, rest));
                    break;
                case "--lang":
                    options.language = language(value(arg, equals, rest));
                    break;
                case "--device-code":
                    options.take(SignIn.DEVICE_CODE);
                    break;
                case "--browser":
                    options.take(SignIn.BROWSER);
                    break;
                case "--help":
                    options.help = true;
                    break;
                default:
                    throw new IllegalArgumentException("Unknown option: " + arg + ".");
            }
        }
        return options;
    }

    private static String value(String arg, int equals, Iterator<String> rest) {
        if (equals < 0 && !rest.hasNext()) {
            throw new IllegalArgumentException(arg + " needs a value.");
        }
        return equals < 0 ? rest.next() : arg.substring(equals + 1);
    }

    private static LoginLanguage language(String tag) {
        if (!tag.equals("en") && !tag.equals("de")) {
            throw new IllegalArgumentException("--lang must be en or de, not " + tag + ".");
        }
        return LoginLanguage.of(Locale.forLanguageTag(tag));
    }

    private void take(SignIn chosen) {
        if (way.filter(other -> other != chosen).isPresent()) {
            throw new IllegalArgumentException("--browser and --device-code cannot be used together.");
        }
        way = Optional.of(chosen);
    }

    Optional<String> account() {
        return account;
    }

    Optional<SignIn> way() {
        return way;
    }

    LoginLanguage language() {
        return language;
    }

    boolean help() {
        return help;
    }
}
