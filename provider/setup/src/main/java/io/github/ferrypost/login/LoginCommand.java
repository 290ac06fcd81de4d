package io.github.ferrypost.login;

import io.github.ferrypost.account.Account;
import io.github.ferrypost.account.Accounts;
import io.github.ferrypost.account.RoadName;
import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.account.SignIn;
import io.github.ferrypost.http.Clients;
import io.github.ferrypost.token.SignInResult;
import io.github.ferrypost.token.TokenOptions;
import io.github.ferrypost.token.TokenResource;
import io.github.ferrypost.token.TokenResult;
import io.github.ferrypost.token.Tokens;
import io.github.ferrypost.token.UserSignIn;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The command that signs a user in. Exit status: {@value #OK} if the sign-in is stored and every road gets a token,
 * {@value #REFUSED} if not, {@value #USAGE} for wrong options or settings. For one thread at a time.
 */
public final class LoginCommand {
    public static final int OK = 0;
    public static final int REFUSED = 1;
    public static final int USAGE = 2;

    private final LoginDependencies means;
    private final PrintStream out;
    private final PrintStream err;

    LoginCommand(LoginDependencies means, PrintStream out, PrintStream err) {
        this.means = means;
        this.out = out;
        this.err = err;
    }

    /** Uses this machine's browser, clock and network. */
    public static LoginCommand standard(PrintStream out, PrintStream err) {
        return new LoginCommand(LoginDependencies.standard(), out, err);
    }

    /** Reads the settings, unless the options request help. */
    public interface Source {
        Settings read() throws SettingsException;
    }

    /** Signs in, prints the result, and returns the exit status. */
    public int run(Source source, String... args) {
        LoginOptions options;
        try {
            options = LoginOptions.parse(args);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println(LoginOptions.USAGE);
            return USAGE;
        }
        if (options.help()) {
            out.println(LoginOptions.USAGE);
            return OK;
        }
        try {
            Settings settings = source.read();
            Optional<Account> account = choose(Accounts.from(settings), options);
            return account.isPresent() ? signIn(account.get(), means.clients(settings), options) : USAGE;
        } catch (SettingsException e) {
            e.problems().forEach(err::println);
            return USAGE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return REFUSED;
        }
    }

    private Optional<Account> choose(Accounts accounts, LoginOptions options) {
        if (options.account().isPresent()) {
            String name = options.account().get();
            Optional<Account> named = accounts.named(name);
            if (named.isEmpty()) {
                complain(options, LoginMessages.NO_ACCOUNT, name, names(accounts.all()));
            } else if (!UserSignIn.isFor(named.get())) {
                complain(options, LoginMessages.NO_USER, named.get().credential());
            }
            return named.filter(UserSignIn::isFor);
        }
        List<Account> candidates =
                accounts.all().stream().filter(UserSignIn::isFor).collect(Collectors.toList());
        if (candidates.isEmpty()) {
            complain(options, LoginMessages.NO_USER, names(accounts.all()));
        } else if (candidates.size() > 1) {
            complain(options, LoginMessages.WHICH_ACCOUNT, names(candidates));
        }
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    private void complain(LoginOptions options, LoginMessages words, Object... values) {
        err.println(words.in(options.language(), values));
    }

    private static String names(List<Account> accounts) {
        return accounts.stream()
                .map(account -> (account.name().isEmpty() ? "(unnamed)" : account.name()) + ": " + account.credential())
                .collect(Collectors.joining(", "));
    }

    private int signIn(Account account, Clients clients, LoginOptions options) throws InterruptedException {
        TokenOptions times = TokenOptions.standard().withClock(means.clock());
        UserSignIn signIn = UserSignIn.of(account, clients, times);
        LoginOutput output = new LoginOutput(options.language(), out, signIn);
        SignIn way = options.way().orElse(account.credential().how());
        Optional<SignInResult> attempt = way == SignIn.BROWSER
                ? new AuthorizationCodeFlow(signIn, output, means.browser(), means.patience()).go()
                : new DeviceCodeFlow(signIn, output, means.waits(), means.clock()).go();
        if (attempt.isEmpty() || !isSignedIn(attempt.get(), output) || !keep(attempt.get(), account, signIn, output)) {
            return REFUSED;
        }
        return prove(account, new Tokens(clients, times), output) ? OK : REFUSED;
    }

    private static boolean isSignedIn(SignInResult attempt, LoginOutput output) {
        switch (attempt.stage()) {
            case SIGNED_IN:
                return true;
            case DECLINED:
                output.say(LoginMessages.DECLINED);
                return false;
            case EXPIRED:
                output.say(LoginMessages.TOO_LATE);
                return false;
            default:
                output.refusal(attempt.refusal());
                return false;
        }
    }

    private static boolean keep(SignInResult attempt, Account account, UserSignIn signIn, LoginOutput output) {
        String user = attempt.user().isEmpty() ? signIn.user() : attempt.user();
        boolean named = !signIn.user().equalsIgnoreCase(account.mailbox());
        if (named && !user.equalsIgnoreCase(signIn.user())) {
            output.say(LoginMessages.OTHER_USER, user, signIn.user());
            return false;
        }
        UserSignIn.Keeping keeping = signIn.keep(attempt);
        keeping.aside().ifPresent(file -> output.say(LoginMessages.SET_ASIDE, file));
        if (keeping.refusal().isPresent()) {
            output.refusal(keeping.refusal().get());
            return false;
        }
        output.say(LoginMessages.KEPT, user, signIn.file());
        if (!user.equalsIgnoreCase(account.mailbox())) {
            output.say(LoginMessages.OTHER_MAILBOX, user, account.mailbox());
        }
        return true;
    }

    /** Requests each road's token with the stored sign-in, the way every message does. */
    private static boolean prove(Account account, Tokens tokens, LoginOutput output) {
        boolean all = true;
        for (RoadName road : account.roads()) {
            TokenResource resource = road == RoadName.GRAPH ? TokenResource.GRAPH : TokenResource.SMTP;
            String name = road == RoadName.GRAPH ? "Microsoft Graph" : "SMTP";
            TokenResult grant = tokens.get(account, resource);
            if (grant.isRefused()) {
                output.say(LoginMessages.NOT_PROVED, name, output.meaning(grant.refusal()));
                output.help(grant.refusal());
                all = false;
            } else {
                output.say(LoginMessages.PROVED, name);
            }
        }
        return all;
    }
}
