package io.github.ferrypost.bridge.field;

/**
 * Programs that send mail, each with its own default settings and the least that it must be told. Each row is a line for
 * {@code sh}: {@code $PORT} is the bridge's port, {@code $TO} a recipient in the header, {@code $BCC} one that is not. The
 * working directory has {@code subject.txt}, {@code body.txt}, {@code invoice.pdf}, the same as one message in {@code
 * mail.eml}, and the programs of {@code src/test/resources/clients}. {@code $SSL_CERT_FILE} has the authorities to trust.
 */
enum RealClient {
    ANGUS(Tls.WHEN_OFFERED, "java", "", "java -cp \"$JARS\" Angus.java $PORT $TO $BCC"),
    SPRING_BOOT(Tls.WHEN_OFFERED, "java", "", "java -cp \"$JARS\" Spring.java $PORT $TO $BCC"),
    NODEMAILER(
            Tls.WHEN_OFFERED,
            "node",
            "nodejs node-nodemailer",
            "NODE_PATH=/usr/share/nodejs node nodemailer.js $PORT $TO $BCC"),
    PHPMAILER(Tls.WHEN_OFFERED, "php", "php-cli libphp-phpmailer", "php phpmailer.php $PORT $TO $BCC"),
    RUBY_NET_SMTP(Tls.WHEN_OFFERED, "ruby", "ruby", "ruby net_smtp.rb $PORT $TO $BCC"),
    GO_SEND_MAIL(Tls.WHEN_OFFERED, "go", "golang-go", "HOME=$PWD go run send_mail.go $PORT $TO $BCC"),
    PYTHON_SMTPLIB(Tls.NEVER, "python3", "python3", "python3 send_message.py $PORT $TO $BCC"),
    PERL_NET_SMTP(Tls.NEVER, "perl", "perl libio-socket-ssl-perl", "perl net_smtp.pl $PORT $TO $BCC"),
    CURL(
            Tls.NEVER,
            "curl",
            "curl",
            "curl -sS smtp://127.0.0.1:$PORT --user noreply@contoso.example:LEGACYPASSWORD --mail-from "
                    + "noreply@contoso.example --mail-rcpt $TO --mail-rcpt $BCC --upload-file mail.eml"),
    SWAKS(
            Tls.NEVER,
            "swaks",
            "swaks",
            "swaks --server 127.0.0.1:$PORT --auth --auth-user noreply@contoso.example --auth-password LEGACYPASSWORD "
                    + "--from noreply@contoso.example --to $TO,$BCC --data @mail.eml"),
    MSMTP(
            Tls.NEVER,
            "msmtp",
            "msmtp",
            "msmtp --host=127.0.0.1 --port=$PORT --from=noreply@contoso.example $TO $BCC < mail.eml"),
    MSMTP_WITH_TLS(
            Tls.ALWAYS,
            "msmtp",
            "msmtp",
            "msmtp --host=127.0.0.1 --port=$PORT --tls=on --tls-trust-file=$SSL_CERT_FILE --from=noreply@contoso.example "
                    + "$TO $BCC < mail.eml"),
    MUTT(
            Tls.WHEN_OFFERED,
            "mutt",
            "mutt",
            "mutt -n -F /dev/null -e 'set from=noreply@contoso.example copy=no ssl_force_tls=no' -e \"set smtp_url=smtp://127.0.0.1:$PORT\""
                    + " -e \"set ssl_ca_certificates_file=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}\""
                    + " -s \"$(cat subject.txt)\" -a invoice.pdf -b $BCC -- $TO < body.txt"),
    /** Mutt 2 insists on TLS unless told. */
    MUTT_BY_DEFAULT(
            Tls.ALWAYS,
            "mutt",
            "mutt",
            "mutt -n -F /dev/null -e 'set from=noreply@contoso.example copy=no' -e \"set smtp_url=smtp://127.0.0.1:$PORT\""
                    + " -e \"set ssl_ca_certificates_file=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}\""
                    + " -s \"$(cat subject.txt)\" -a invoice.pdf -b $BCC -- $TO < body.txt"),
    S_NAIL(
            Tls.NEVER,
            "s-nail",
            "s-nail",
            "s-nail -:/ -Sv15-compat -Smta=smtp://127.0.0.1:$PORT -Ssmtp-auth=none -Sfrom=noreply@contoso.example "
                    + "-s \"$(cat subject.txt)\" -a invoice.pdf -b $BCC $TO < body.txt"),
    ESMTP(
            Tls.NEVER,
            "esmtp",
            "esmtp",
            "printf 'hostname = 127.0.0.1:%s\\n' $PORT > esmtprc; "
                    + "esmtp -C esmtprc -f noreply@contoso.example $TO $BCC < mail.eml"),
    SENDEMAIL(
            Tls.WHEN_OFFERED,
            "sendemail",
            "sendemail libio-socket-ssl-perl",
            // it does not double the dots that begin a line, as RFC 5321 section 4.5.2 demands of it
            "sed -i 's/^\\./../' body.txt; sendemail -f noreply@contoso.example -t $TO -bcc $BCC -u \"$(cat subject.txt)\" -s 127.0.0.1:$PORT "
                    + "-o message-charset=utf-8 -o message-file=body.txt -a invoice.pdf");

    /** What a program makes of STARTTLS, unless it is told otherwise. */
    enum Tls {
        /** Goes on without it. */
        NEVER,
        /** Uses it where it is offered, and then insists on a certificate that it trusts. */
        WHEN_OFFERED,
        /** Sends nothing without it, nor with a certificate that it does not trust. */
        ALWAYS
    }

    private final Tls tls;
    private final String program;
    private final String packages;
    private final String line;

    RealClient(Tls tls, String program, String packages, String line) {
        this.tls = tls;
        this.program = program;
        this.packages = packages;
        this.line = line;
    }

    Tls tls() {
        return tls;
    }

    /** What {@code command -v} finds where it is installed. */
    String program() {
        return program;
    }

    /** Debian's packages that bring it; empty where the tests' own Java and libraries do. */
    String packages() {
        return packages;
    }

    String line() {
        return line;
    }
}
