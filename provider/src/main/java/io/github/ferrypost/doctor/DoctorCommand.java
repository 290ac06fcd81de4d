package io.github.ferrypost.doctor;

import io.github.ferrypost.account.Settings;
import io.github.ferrypost.account.SettingsException;
import io.github.ferrypost.login.LoginCommand;
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

/**
 * The doctor on the command line. Exit status: {@value #OK} if nothing is a fault (warnings are told, and do not stop a
 * script), {@value #FAULT} if something is, {@value #USAGE} if it could not begin: a wrong option, or settings that cannot
 * be read.
 */
public final class DoctorCommand {
    public static final int OK = 0;
    public static final int FAULT = 1;
    public static final int USAGE = 2;

    private final Function<Settings, Doctor> doctors;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean coloured;

    /**
     * @param doctors makes the doctor that looks with these settings' proxy
     * @param coloured whether {@code out} is a terminal that shows colours
     */
    public DoctorCommand(Function<Settings, Doctor> doctors, PrintStream out, PrintStream err, boolean coloured) {
        this(doctors, System.in, out, err, coloured);
    }

    /** @param in what an option's {@code -} stands for */
    DoctorCommand(
            Function<Settings, Doctor> doctors, InputStream in, PrintStream out, PrintStream err, boolean coloured) {
        this.in = Objects.requireNonNull(in);
        this.doctors = Objects.requireNonNull(doctors);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
        this.coloured = coloured;
    }

    /**
     * {@code java -jar ferrypost-provider-all.jar doctor [options]}; the word itself may be left out. The jar's other command
     * is {@code login}.
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

    /** Whether this process writes to a terminal that wants colours (https://no-color.org). */
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

    /** Up to Java 21 a console is a terminal; from 22 on there is always one, and it has a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Examines, prints, and tells the exit status. */
    public int run(Settings settings, String... args) {
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
        List<DoctorRequest> patients = new ArrayList<>();
        // beside the report, which a machine may read
        AdminSignIn signIn = AdminSignIn.by(text -> err.println(text.in(options.language())));
        AdminSignIn admin = options.adminClient().map(signIn::withClient).orElse(signIn);
        try {
            // once for all accounts: standard input gives nothing a second time
            Optional<String> adminToken = content(options.adminTokenFile()).map(String::trim);
            Optional<String> exchangeOutput = content(options.exchangeOutput());
            for (String account : accounts) {
                DoctorRequest patient = DoctorRequest.of(settings, account).withRedirectUris(options.redirectUris());
                patient = options.testAddress().map(patient::withTestAddress).orElse(patient);
                patient = adminToken.map(patient::withAdminToken).orElse(patient);
                patient = exchangeOutput.map(patient::withExchangeOutput).orElse(patient);
                patients.add(options.admin() ? patient.withAdminSignIn(admin) : patient);
            }
        } catch (IOException e) {
            err.println("A file that an option names cannot be read: " + e.getMessage());
            return USAGE;
        }
        try (Doctor doctor = doctors.apply(settings)) {
            return examine(patients, doctor, options);
        }
    }

    /** The same with the settings of this process. */
    public int run(String... args) {
        try {
            return run(Settings.load(Map.of()), args);
        } catch (SettingsException e) {
            e.problems().forEach(err::println);
            return USAGE;
        }
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

    private int examine(List<DoctorRequest> patients, Doctor doctor, Options options) {
        TextReport text = new TextReport(out, options.language(), coloured);
        List<DoctorReport> reports = new ArrayList<>();
        for (DoctorRequest patient : patients) {
            if (options.json()) {
                reports.add(doctor.examine(patient, finding -> {}));
            } else {
                text.start(patient.account());
                DoctorReport report = doctor.examine(patient, text::tell);
                text.end(report);
                reports.add(report);
            }
        }
        if (options.json()) {
            out.println(JsonReport.of(reports, options.language()));
        }
        return JsonReport.worst(reports) == Health.FAULT ? FAULT : OK;
    }
}
