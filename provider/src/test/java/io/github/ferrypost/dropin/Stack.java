package io.github.ferrypost.dropin;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Software that sends mail, as it stood before we came: the class of the program, and the jars in their order.
 *
 * @param title as in the table of the docs
 * @param namespace {@code jakarta} or {@code javax}
 */
record Stack(String title, String namespace, String program, List<String> jars, Launch launch) {
    static final Path COMPAT = Path.of("target", "compat");

    private static final String ACTIVATION =
            " jakarta.activation.jakarta.activation-api-2.1.4" + " org.eclipse.angus.angus-activation-2.0.3";
    private static final String BUNDLE = "org.eclipse.angus.jakarta.mail-2.0.3" + ACTIVATION;
    private static final String COM_SUN = "com.sun.mail.jakarta.mail-2.0.1 com.sun.activation.jakarta.activation-2.0.1";
    private static final String JAVAX = " com.sun.activation.javax.activation-1.2.0";
    private static final String JAVAMAIL = "com.sun.mail.javax.mail-1.5.6" + JAVAX;

    static List<Stack> libraries() {
        return List.of(
                angus("2.1.0", "1.0.0"),
                angus("2.1.2", "1.1.0"),
                angus("2.1.3", "2.0.0"),
                angus("2.1.3", "2.0.3"),
                angus("2.1.3", "2.0.5"),
                angus("2.1.4", "2.0.4"),
                angus("2.1.5", "2.0.5"),
                angus("2.2.0-M1", "2.1.0-M1"),
                bundle("2.0.1"),
                bundle("2.0.3"),
                bundle("2.0.5"),
                jakarta(
                        "angus-core + smtp 2.0.5, mail-api 2.1.5",
                        "StaticSend",
                        "jakarta.mail.jakarta.mail-api-2.1.5 org.eclipse.angus.angus-core-2.0.5"
                                + " org.eclipse.angus.smtp-2.0.5" + ACTIVATION),
                comSun("2.0.1"),
                comSun("2.0.2"),
                javax("com.sun.mail:jakarta.mail 1.6.5", "StaticSend", "com.sun.mail.jakarta.mail-1.6.5" + JAVAX),
                javax("com.sun.mail:jakarta.mail 1.6.8", "StaticSend", "com.sun.mail.jakarta.mail-1.6.8" + JAVAX),
                javax("com.sun.mail:javax.mail 1.6.2", "StaticSend", "com.sun.mail.javax.mail-1.6.2" + JAVAX),
                javax("com.sun.mail:jakarta.mail 1.6.3", "StaticSend", "com.sun.mail.jakarta.mail-1.6.3" + JAVAX),
                javax("com.sun.mail:javax.mail 1.6.1", "StaticSend", "com.sun.mail.javax.mail-1.6.1" + JAVAX),
                javax("com.sun.mail:javax.mail 1.6.0", "StaticSend", "com.sun.mail.javax.mail-1.6.0" + JAVAX),
                javax("com.sun.mail:javax.mail 1.5.6", "StaticSend", JAVAMAIL),
                javax("com.sun.mail:javax.mail 1.5.4", "StaticSend", "com.sun.mail.javax.mail-1.5.4" + JAVAX),
                javax("com.sun.mail:javax.mail 1.5.0", "StaticSend", "com.sun.mail.javax.mail-1.5.0" + JAVAX),
                javaMail14("1.4.7"),
                javaMail14("1.4.4"),
                javaMail14("1.4.3"),
                javaMail14("1.4.1"),
                javaMail14("1.4"),
                geronimo("1.4", "1.8.4"),
                geronimo("1.6", "1.0.1"));
    }

    static List<Stack> programs() {
        return List.of(
                jakarta("Spring JavaMailSenderImpl 6.2.11", "Spring", spring("6.2.11") + " " + BUNDLE),
                javax("Spring JavaMailSenderImpl 5.3.39", "Spring", spring("5.3.39") + " " + JAVAMAIL),
                jakarta(
                        "Simple Java Mail 8.12.6",
                        "SimpleJavaMail",
                        "org.simplejavamail.simple-java-mail-8.12.6 org.simplejavamail.core-module-8.12.6"
                                + " com.sanctionco.jmail.jmail-1.6.3 org.slf4j.slf4j-api-1.7.36"
                                + " org.slf4j.slf4j-simple-1.7.36 jakarta.mail.jakarta.mail-api-2.1.3"
                                + " org.eclipse.angus.angus-mail-2.0.3" + ACTIVATION),
                jakarta(
                        "Commons Email 2.0.0-M1 (jakarta)",
                        "CommonsEmail2",
                        "org.apache.commons.commons-email2-jakarta-2.0.0-M1"
                                + " org.apache.commons.commons-email2-core-2.0.0-M1 " + COM_SUN),
                javax("Commons Email 1.6.0", "CommonsEmail", "org.apache.commons.commons-email-1.6.0 " + JAVAMAIL),
                jakarta(
                        "Logback SMTPAppender 1.5.18",
                        "Logback",
                        "ch.qos.logback.logback-classic-1.5.18 ch.qos.logback.logback-core-1.5.18"
                                + " org.slf4j.slf4j-api-2.0.18 " + BUNDLE),
                jakarta(
                        "Apache Camel mail 4.14.1",
                        "Camel",
                        camel("4.14.1") + " ch.qos.logback.logback-classic-1.5.18 ch.qos.logback.logback-core-1.5.18"
                                + " org.slf4j.slf4j-api-2.0.18 jakarta.mail.jakarta.mail-api-2.1.3"
                                + " org.eclipse.angus.angus-mail-2.0.4" + ACTIVATION),
                jakarta(
                        "mail session by JNDI in Tomcat 10.1.48",
                        "TomcatJndi",
                        "org.apache.tomcat.embed.tomcat-embed-core-10.1.48"
                                + " org.apache.tomcat.tomcat-annotations-api-10.1.48"
                                + " jakarta.mail.jakarta.mail-api-2.1.5 org.eclipse.angus.angus-mail-2.0.5"
                                + ACTIVATION),
                jakarta(
                                "executable jar of Spring Boot 3.5.9",
                                "Spring",
                                "org.springframework.boot.spring-boot-loader-3.5.9 " + spring("6.2.11") + " " + BUNDLE)
                        .startedBy(Launch.BOOT_JAR),
                jakarta(
                                "named modules, angus-mail 2.0.5, mail-api 2.1.5",
                                "StaticSend",
                                "jakarta.mail.jakarta.mail-api-2.1.5 org.eclipse.angus.angus-mail-2.0.5" + ACTIVATION)
                        .startedBy(Launch.MODULE_PATH),
                jakarta("named modules, com.sun.mail:jakarta.mail 2.0.1", "StaticSend", COM_SUN)
                        .startedBy(Launch.MODULE_PATH),
                jakarta(
                                "OSGi bundles in Apache Felix 7.0.5 with SPI Fly 1.3.7",
                                "Osgi",
                                "org.apache.felix.org.apache.felix.framework-7.0.5"
                                        + " org.apache.aries.spifly.org.apache.aries.spifly.dynamic.framework.extension-1.3.7"
                                        + " jakarta.mail.jakarta.mail-api-2.1.5 org.eclipse.angus.angus-mail-2.0.5"
                                        + ACTIVATION)
                        .startedBy(Launch.OSGI),
                jakarta(
                        "calls as of Keycloak",
                        "KeycloakStyle",
                        "jakarta.mail.jakarta.mail-api-2.1.3 org.eclipse.angus.angus-mail-2.0.5" + ACTIVATION),
                jakarta(
                        "calls as of Jenkins",
                        "JenkinsStyle",
                        "jakarta.mail.jakarta.mail-api-2.1.5 org.eclipse.angus.angus-mail-2.0.5" + ACTIVATION),
                javax("calls as of Jenkins", "JenkinsStyle", JAVAMAIL));
    }

    private static Stack angus(String api, String angus) {
        return jakarta(
                "angus-mail " + angus + ", mail-api " + api,
                "StaticSend",
                "jakarta.mail.jakarta.mail-api-" + api + " org.eclipse.angus.angus-mail-" + angus + ACTIVATION);
    }

    private static Stack bundle(String version) {
        return jakarta(
                "org.eclipse.angus:jakarta.mail " + version,
                "StaticSend",
                "org.eclipse.angus.jakarta.mail-" + version + ACTIVATION);
    }

    private static Stack comSun(String version) {
        return jakarta(
                "com.sun.mail:jakarta.mail " + version,
                "StaticSend",
                "com.sun.mail.jakarta.mail-" + version + " com.sun.activation.jakarta.activation-2.0.1");
    }

    private static Stack javaMail14(String version) {
        return javax("javax.mail:mail " + version, "StaticSend", "javax.mail.mail-" + version + JAVAX);
    }

    private static Stack geronimo(String api, String version) {
        return javax(
                "Geronimo JavaMail " + api + "_mail " + version,
                "StaticSend",
                "org.apache.geronimo.javamail.geronimo-javamail_" + api + "_mail-" + version + JAVAX);
    }

    /** Whether there is a transport, and it lacks what a report of ours needs: the mail library carries the mail. */
    boolean isTooOld() {
        return title.matches("javax.mail:mail 1\\.4(\\.[1-3])?");
    }

    /** Whether there is no transport that ours could extend. */
    boolean isForeign() {
        return title.startsWith("Geronimo");
    }

    private static String camel(String version) {
        return Stream.of(
                        "mail",
                        "attachments",
                        "api",
                        "base",
                        "base-engine",
                        "core-engine",
                        "core-languages",
                        "core-model",
                        "core-processor",
                        "core-reifier",
                        "management-api",
                        "support",
                        "util",
                        "util-json",
                        "xml-jaxp-util")
                .map(part -> "org.apache.camel.camel-" + part + "-" + version)
                .reduce((one, other) -> one + " " + other)
                .orElseThrow();
    }

    private static String spring(String version) {
        return Stream.of("context-support", "context", "core", "beans", "jcl")
                .map(part -> "org.springframework.spring-" + part + "-" + version)
                .reduce((one, other) -> one + " " + other)
                .orElseThrow();
    }

    private static Stack jakarta(String title, String program, String jars) {
        return new Stack(title, "jakarta", program, List.of(jars.split(" ")), Launch.CLASS_PATH);
    }

    private static Stack javax(String title, String program, String jars) {
        return new Stack(title, "javax", program, List.of(jars.split(" ")), Launch.CLASS_PATH);
    }

    private Stack startedBy(Launch way) {
        return new Stack(title, namespace, program, jars, way);
    }

    boolean isJavax() {
        return namespace.equals("javax");
    }

    /** The jar of ours for it. */
    Path drop() {
        return Path.of("target", isJavax() ? "ferrypost-provider-all-javax.jar" : "ferrypost-provider-all.jar");
    }

    List<Path> paths() {
        return Arrays.stream(jars.toArray(String[]::new))
                .map(jar -> COMPAT.resolve(jar + ".jar"))
                .toList();
    }
}
