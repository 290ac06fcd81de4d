package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.login.LoginCommand;
import io.github.ferrypost.util.PrivateFile;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The doctor on the command line. Exit status: {@value #OK} if every check that sending needs has passed,
 * {@value #FAULT} with a fault, {@value #USAGE} if it could not start (a wrong option, or unreadable settings),
 * {@value #NOT_PROVEN} if there is no fault, but a check that sending needs got no answer, {@value #WARNING} if sending
 * works, with a warning. For one thread at a time.
 */
public final class DoctorCommand {
    public static final int OK = 0;
    public static final int FAULT = 1;
    public static final int USAGE = 2;
    public static final int NOT_PROVEN = 3;
    public static final int WARNING = 4;

    private final Function<Settings, Doctor> doctors;
    private final @Nullable SupportBundle support;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean coloured;

    /**
     * @param doctors creates the doctor for these settings
     * @param coloured whether {@code out} is a terminal that shows colours
     */
    public DoctorCommand(Function<Settings, Doctor> doctors, PrintStream out, PrintStream err, boolean coloured) {
        this(doctors, null, System.in, out, err, coloured);
    }

    /**
     * @param support for {@code --bundle}; null if the program has none
     * @param in what an option value of {@code -} reads
     */
    public DoctorCommand(
            Function<Settings, Doctor> doctors,
            @Nullable SupportBundle support,
            InputStream in,
            PrintStream out,
            PrintStream err,
            boolean coloured) {
        this.support = support;
        this.in = Objects.requireNonNull(in);
        this.doctors = Objects.requireNonNull(doctors);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
        this.coloured = coloured;
    }

    /**
     * {@code java -jar ferrypost-provider-all.jar doctor [options]}; the word {@code doctor} may be omitted. The
     * jar's other command is {@code login}.
     */
    public static void main(String[] args) {
        String[] options = args.length > 0 && (args[0].equals("doctor") || args[0].equals("login"))
                ? Arrays.copyOfRange(args, 1, args.length)
                : args;
        if (args.length > 0 && args[0].equals("login")) {
            LoginCommand login = LoginCommand.standard(System.out, System.err);
            System.exit(login.run(() -> Settings.load(Map.of()), options));
        }
        DoctorCommand command = new DoctorCommand(Doctor::standard, System.out, System.err, terminalShowsColours());
        System.exit(command.run(options));
    }

    /** Whether this process writes to a terminal with colours enabled (https://no-color.org). */
    public static boolean terminalShowsColours() {
        boolean terminal = Optional.ofNullable(System.console())
                .map(DoctorCommand::isTerminal)
                .orElse(false);
        return showsColours(terminal, System.getenv());
    }

    static boolean showsColours(boolean terminal, Map<String, String> environment) {
        boolean unwanted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean dumb = "dumb".equals(environment.get("TERM"));
        return terminal && !unwanted && !dumb;
    }

    /** Up to Java 21 a console is a terminal; from 22 on there is always a console, with a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** As {@link #run(LoginCommand.Source, String...)}, with the settings of this process. */
    public int run(String... args) {
        return run(() -> Settings.load(Map.of()), args);
    }

    /** Runs the checks, prints the report, and returns the exit status. */
    public int run(LoginCommand.Source source, String... args) {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println(Options.USAGE);
            return USAGE;
        }
        if (options.help()) {
            out.println(Options.USAGE);
            return OK;
        }
        try {
            return run(source.read(), options);
        } catch (SettingsException e) {
            e.problems().forEach(problem -> err.println(GermanText.of(problem).in(options.language())));
            return USAGE;
        } catch (IOException e) {
            err.println("Cannot read or write a file given as an option: " + e);
            return USAGE;
        }
    }

    private int run(Settings settings, Options options) throws IOException {
        List<String> accounts = new ArrayList<>(DoctorRequest.accounts(settings));
        if (options.account().isPresent()) {
            if (!accounts.contains(options.account().get())) {
                err.println("There is no account \"" + options.account().get() + "\" among " + accounts + ".");
                return USAGE;
            }
            accounts.retainAll(List.of(options.account().get()));
        }
        if (options.exchangeLines()) {
            accounts.forEach(account -> out.println(ExchangeLines.of(settings, account)));
            return OK;
        }
        List<DoctorRequest> requests = requests(settings, accounts, options);
        Optional<Path> bundle = options.bundle().map(Path::toAbsolutePath);
        Optional<String> refusal = bundle.flatMap(this::refusal);
        if (refusal.isPresent()) {
            err.println(refusal.get());
            return USAGE;
        }
        try (Doctor doctor = doctors.apply(settings)) {
            List<DoctorReport> reports = examine(requests, doctor, options);
            if (bundle.isPresent() && support != null) {
                PrivateFile.create(bundle.get(), support.of(settings, reports, options.language()));
                err.println(bundle.get() + " is written for support. It names mailboxes and senders, but no secret.");
            }
            Health worst = JsonReport.worst(reports);
            return worst == Health.FAULT
                    ? FAULT
                    : worst == Health.NOT_PROVEN ? NOT_PROVEN : worst == Health.WARNING ? WARNING : OK;
        }
    }

    /** Why no bundle can be written there. */
    private Optional<String> refusal(Path bundle) {
        if (support == null) {
            return Optional.of("Only the doctor of the bridge writes a bundle: ferrypost doctor --bundle FILE");
        }
        if (Files.exists(bundle)) {
            return Optional.of(bundle + " exists. Choose another name for --bundle; nothing was overwritten.");
        }
        return Files.isDirectory(bundle.resolveSibling(""))
                ? Optional.empty()
                : Optional.of("There is no folder for " + bundle + ". Choose another name for --bundle.");
    }

    private List<DoctorRequest> requests(Settings settings, List<String> accounts, Options options) throws IOException {
        // on standard error, because a program may read the report
        AdminSignIn signIn = AdminSignIn.by(text -> err.println(text.in(options.language())));
        AdminSignIn admin = options.adminClient().map(signIn::withClient).orElse(signIn);
        // once for all accounts, because standard input can be read only once
        Optional<String> adminToken = content(options.adminTokenFile()).map(String::trim);
        Optional<String> exchangeOutput = content(options.exchangeOutput());
        List<DoctorRequest> requests = new ArrayList<>();
        for (String account : accounts) {
            DoctorRequest request = DoctorRequest.of(settings, account).withRedirectUris(options.redirectUris());
            request = options.testAddress().map(request::withTestAddress).orElse(request);
            request = adminToken.map(request::withAdminToken).orElse(request);
            request = exchangeOutput.map(request::withExchangeOutput).orElse(request);
            requests.add(options.admin() ? request.withAdminSignIn(admin) : request);
        }
        return requests;
    }

    private Optional<String> content(Optional<String> file) throws IOException {
        if (file.isEmpty()) {
            return file;
        }
        return Optional.of(
                file.get().equals("-")
                        ? new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        : Files.readString(Path.of(file.get())));
    }

    private List<DoctorReport> examine(List<DoctorRequest> requests, Doctor doctor, Options options) {
        TextReport text = new TextReport(out, options.language(), coloured);
        List<DoctorReport> reports = new ArrayList<>();
        for (DoctorRequest request : requests) {
            if (options.json()) {
                reports.add(doctor.examine(request, finding -> {}));
            } else {
                text.start(request.account());
                DoctorReport report = doctor.examine(request, text::tell);
                text.end(report);
                reports.add(report);
            }
        }
        if (options.json()) {
            out.println(JsonReport.of(reports, options.language()));
        }
        return reports;
    }
}
