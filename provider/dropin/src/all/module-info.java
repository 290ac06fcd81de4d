/** The jar to drop in beside jakarta.mail, on a module path. */
module io.github.ferrypost.provider {
    requires java.xml;
    requires jakarta.mail;

    // the implementation by its name in each family; whichever is there is found by jakarta.mail
    requires static org.eclipse.angus.mail;
    requires static org.eclipse.angus.mail.smtp;
    requires static com.sun.mail;
    requires static jakarta.activation;

    // for signing in with a browser, which we never do
    requires static java.desktop;
    requires static jdk.httpserver;

    exports io.github.ferrypost.transport;
    exports io.github.ferrypost.comsun.transport;

    provides jakarta.mail.Provider with
            io.github.ferrypost.transport.FerrypostProvider,
            io.github.ferrypost.transport.SmtpProvider,
            io.github.ferrypost.transport.SmtpsProvider;

    uses io.github.ferrypost.shaded.json.JsonProvider;
    uses io.github.ferrypost.shaded.slf4j.spi.SLF4JServiceProvider;
    provides io.github.ferrypost.shaded.slf4j.spi.SLF4JServiceProvider with
            io.github.ferrypost.shaded.slf4j.helpers.NOP_FallbackServiceProvider;
}
