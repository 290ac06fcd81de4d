import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.naming.InitialContext;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** A web application in Tomcat, which takes the mail session that its server was configured with from JNDI. */
public final class TomcatJndi implements Loop.Host, AutoCloseable {
    private Tomcat tomcat;

    @Override
    public void send(String from, String to, int port) throws Exception {
        if (tomcat == null) {
            start(port);
        }
        URL url = new URL("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/mail?from=" + from + "&to=" + to);
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        if (connection.getResponseCode() != 204) {
            throw new IOException("HTTP " + connection.getResponseCode());
        }
    }

    private void start(int port) throws Exception {
        Path base = Files.createTempDirectory(Path.of(""), "tomcat").toAbsolutePath();
        Path application = Files.createDirectories(base.resolve("application/META-INF")).getParent();
        Files.writeString(
                application.resolve("META-INF/context.xml"),
                "<Context><Resource name='mail/Session' auth='Container' type='jakarta.mail.Session'"
                        + " mail.smtp.host='127.0.0.1' mail.smtp.port='" + port + "' mail.smtp.localhost='localhost'/>"
                        + "</Context>");
        tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        tomcat.enableNaming();
        tomcat.getConnector();
        Context context = tomcat.addContext("", application.toString());
        context.setConfigFile(new File(application.toFile(), "META-INF/context.xml").toURI().toURL());
        context.addLifecycleListener(new org.apache.catalina.startup.ContextConfig());
        Tomcat.addServlet(context, "mail", new Mail());
        context.addServletMappingDecoded("/mail", "mail");
        tomcat.start();
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    private static final class Mail extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                Session session = (Session) new InitialContext().lookup("java:comp/env/mail/Session");
                MimeMessage message = new MimeMessage(session);
                message.setFrom(new InternetAddress(request.getParameter("from")));
                message.setRecipients(
                        Message.RecipientType.TO, InternetAddress.parse(request.getParameter("to")));
                message.setSubject("Invoice");
                message.setText("Hello");
                Transport.send(message);
                response.setStatus(204);
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
