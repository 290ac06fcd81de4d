package io.github.ferrypost.transport;

import java.util.List;

/**
 * Angus' and Jakarta Mail's properties, and what each means where one of our accounts carries the mail. Where Angus carries
 * it, all hold as ever. docs/settings.md is made from this table; {@link AngusManualTest} holds it against the manuals of
 * both, so that a new property is noticed.
 */
final class AngusProperties {
    enum Meaning {
        /** We do what it says. */
        HOLDS("holds"),
        /** Read by Jakarta Mail and by the message, whoever the transport is. */
        OF_THE_API("holds, by Jakarta Mail itself"),
        /** There is nothing of ours that it could be said of. */
        NONE("no meaning here"),
        /** It could be said of something of ours, and is passed over on purpose or because it cannot be done. */
        PASSED_OVER("not followed");

        final String text;

        Meaning(String text) {
            this.text = text;
        }
    }

    /**
     * @param names as in the manual, with {@code smtp} for the protocol; {@code *} at the end for all that begin so
     * @param proof the test that fails when it is ignored, for those that hold
     */
    record Row(List<String> names, Meaning meaning, String why, String proof) {}

    static final List<Row> ROWS = List.of(
            holds(
                    "AccountSelectorTest.otherHostsAreLeftAlone",
                    "The hosts that Ferrypost handles; see `ferrypost.hosts`.",
                    "host"),
            holds(
                    "HonouredPropertiesTest.hostAndUserOfEveryProtocol",
                    "The same, if the protocol's own property is not set.",
                    "mail.host",
                    "mail.user"),
            holds(
                    "AccountSelectorTest.byTheLoginOfTheSessionWhereConnectNamesTheUserOfTheMachine",
                    "May select the account, by its mailbox or one of its `logins`.",
                    "user"),
            none("The account, the cloud and the road determine the server.", "port"),
            holds(
                    "HonouredPropertiesTest.connectiontimeout",
                    "For each connection to Microsoft; 10 s if not set or 0.",
                    "connectiontimeout"),
            holds(
                    "HonouredPropertiesTest.timeoutOfGraph",
                    "For each answer of Entra, Graph and Exchange, not counting the time to send a body; at most 20 s,"
                            + " 2 minutes and 10 minutes, which also apply if it is not set or 0. If the message had been"
                            + " sent completely when the timeout fires, its delivery is uncertain; a shorter timeout makes"
                            + " this more common. It also limits `ferrypost.patience`.",
                    "timeout"),
            holds(
                    "HonouredPropertiesTest.writetimeout",
                    "For each block of a message on the SMTP road; 60 s if not set or 0. On Graph, `timeout` applies.",
                    "writetimeout"),
            none("Ferrypost needs no thread per connection.", "executor.writetimeout"),
            holds(
                    "ContractTest.envelopeSenderOfTheMessage",
                    "The envelope's sender, which also selects the account.",
                    "from"),
            holds("AccountSelectorTest.bySenderOfTheSession", "Selects the account if no login does.", "mail.from"),
            none(
                    "Microsoft ignores the name in EHLO, and HTTP has none.",
                    "localhost",
                    "mail.mime.address.usecanonicalhostname"),
            passedOver("Connections to Entra and Graph use any local address.", "localaddress", "localport"),
            none("Exchange speaks ESMTP.", "ehlo"),
            holds(
                    "FerrypostTransportTest.theAuthenticatorNamesTheAccount",
                    "With `true`, Ferrypost asks the Session's Authenticator for a login, which may select the account.",
                    "auth"),
            holds(
                    "AccountSelectorTest.aSessionThatSignsInWithTokensItselfIsLeftAlone",
                    "A Session that allows only `XOAUTH2` has its own token, so Ferrypost leaves it to Angus.",
                    "auth.mechanisms"),
            holds(
                    "AccountSelectorTest.saslWithTokensIsLeftAloneToo",
                    "As `auth.mechanisms`, if both are set.",
                    "sasl.enable",
                    "sasl.mechanisms"),
            none(
                    "Ferrypost signs in with OAuth2.",
                    "auth.login.disable",
                    "auth.plain.disable",
                    "auth.digest-md5.disable",
                    "auth.ntlm.*",
                    "auth.xoauth2.disable",
                    "sasl.authorizationid",
                    "sasl.realm",
                    "saslrealm",
                    "sasl.usecanonicalhostname"),
            none("For Exchange, the signed-in mailbox is the submitter.", "submitter"),
            holds(
                    "HonouredPropertiesTest.dsnGoesWithTheEnvelope",
                    "On the SMTP road, if the server offers DSN; Graph has no equivalent.",
                    "dsn.notify",
                    "dsn.ret"),
            holds(
                    "HonouredPropertiesTest.mailextension",
                    "Its `RET` and `ENVID`, as `dsn.ret`; Ferrypost ignores other parameters, because they were meant for another server.",
                    "mailextension"),
            holds(
                    "ContractTest.textOfTheMessageArrivesUnencodedWithAllow8bitmime",
                    "Both roads accept it.",
                    "allow8bitmime"),
            holds(
                    "ContractTest.sendpartialSendsToTheOthers",
                    "On Graph, which does not report single recipients, it applies to addresses that Ferrypost refuses itself.",
                    "sendpartial"),
            holds("ContractTest.reportsuccessThrowsOnSuccess", "As with Angus.", "reportsuccess"),
            none(
                    "The program has no connection of its own; Ferrypost keeps and closes its connections by its own rules.",
                    "quitwait",
                    "quitonsessionreject",
                    "userset",
                    "noop.strict",
                    "chunksize"),
            passedOver(
                    "Ferrypost always encrypts connections to Microsoft and always verifies Microsoft's certificate, against"
                            + " Java's authorities and those in `ferrypost.endpoint.trust`.",
                    "ssl.*",
                    "usesocketchannels",
                    "starttls.enable",
                    "starttls.required"),
            passedOver("They would have to serve HTTP too.", "socketFactory", "socketFactory.*"),
            holds(
                    "HonouredPropertiesTest.proxy",
                    "For login and Graph, before `ferrypost.proxy`. The SMTP road connects directly.",
                    "proxy.host",
                    "proxy.port"),
            passedOver(
                    "Ferrypost does not log in to a proxy from the settings or the Session.",
                    "proxy.user",
                    "proxy.password"),
            passedOver("Set `ferrypost.proxy`, or Java's own `socksProxyHost`.", "socks.host", "socks.port"),
            holds(
                    "FerrypostTransportTest.debugOutputTellsAccountRoadAndReplyAndNoSecret",
                    "One line per step.",
                    "mail.debug"),
            none(
                    "The debug output never shows credentials.",
                    "mail.debug.auth",
                    "mail.debug.auth.username",
                    "mail.debug.auth.password",
                    "mail.debug.quote"),
            api("mail.mime.*"),
            api("mail.alternates", "mail.replyallcc"),
            api("mail.store.protocol", "mail.transport.protocol", "mail.transport.protocol.address-type"),
            api("mail.event.scope", "mail.event.executor"),
            api("mail.protocol.class", "mail.protocol.host", "mail.protocol.port", "mail.protocol.user"));

    private AngusProperties() {}

    private static Row holds(String proof, String why, String... names) {
        return new Row(full(names), Meaning.HOLDS, why, proof);
    }

    private static Row none(String why, String... names) {
        return new Row(full(names), Meaning.NONE, why, "");
    }

    private static Row passedOver(String why, String... names) {
        return new Row(full(names), Meaning.PASSED_OVER, why, "");
    }

    private static Row api(String... names) {
        return new Row(full(names), Meaning.OF_THE_API, "", "");
    }

    private static List<String> full(String... names) {
        return List.of(names).stream()
                .map(name -> name.startsWith("mail.") ? name : "mail.smtp." + name)
                .toList();
    }
}
