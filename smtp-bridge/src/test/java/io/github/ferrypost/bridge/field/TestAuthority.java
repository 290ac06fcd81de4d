package io.github.ferrypost.bridge.field;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A certificate authority of its own and one certificate for 127.0.0.1, made by openssl as an administrator makes them.
 *
 * @param authority the authority's certificate, as PEM
 * @param chain certificate and private key of the server, as PEM
 * @param keyFirst the same, key before certificate, as Postfix wants it
 * @param store the authority's certificate for Java, as PKCS#12 with the password {@code changeit}
 */
record TestAuthority(Path authority, Path chain, Path keyFirst, Path store) {
    /** @param folder where its files go */
    static TestAuthority in(Path folder) throws IOException, InterruptedException {
        Shell shell = new Shell(folder);
        shell.needs("openssl", "openssl");
        shell.run("""
                openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj '/CN=Test authority' \
                    -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign'
                openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=localhost
                printf '%s\\n' 'subjectAltName=IP:127.0.0.1,DNS:localhost' 'extendedKeyUsage=serverAuth' > server.ext
                openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile server.ext \
                    -out server.pem
                cat server.pem server.key > chain.pem
                cat server.key server.pem > key-first.pem
                "$JAVA_HOME/bin/keytool" -importcert -noprompt -alias ca -file ca.pem -keystore ca.p12 -storepass changeit
                """);
        return new TestAuthority(
                folder.resolve("ca.pem"),
                folder.resolve("chain.pem"),
                folder.resolve("key-first.pem"),
                folder.resolve("ca.p12"));
    }
}
