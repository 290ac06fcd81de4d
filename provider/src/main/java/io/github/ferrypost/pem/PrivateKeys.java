package io.github.ferrypost.pem;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Decodes private keys with the JDK. Stateless. */
final class PrivateKeys {
    /** AlgorithmIdentifier of rsaEncryption (RFC 8017 appendix A.1) after version 0: the start of PKCS#8 (RFC 5208). */
    private static final byte[] PKCS8_HEAD = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private PrivateKeys() {}

    /** "PRIVATE KEY" (RFC 5208). It names its algorithm, but Java reads it only by a name: this tries each one. */
    static PrivateKey pkcs8(byte[] encoded) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException | NoSuchAlgorithmException e) {
                // not this algorithm; Java 11 has no EdDSA
            }
        }
        throw new InvalidKeySpecException("the key is neither RSA nor EC nor EdDSA");
    }

    /** "RSA PRIVATE KEY" (RFC 8017 appendix A.1.2), which Java reads only inside PKCS#8. */
    static PrivateKey pkcs1(byte[] encoded) throws GeneralSecurityException {
        byte[] octets = der(0x04, encoded);
        byte[] content = new byte[PKCS8_HEAD.length + octets.length];
        System.arraycopy(PKCS8_HEAD, 0, content, 0, PKCS8_HEAD.length);
        System.arraycopy(octets, 0, content, PKCS8_HEAD.length, octets.length);
        return pkcs8(der(0x30, content));
    }

    /** "ENCRYPTED PRIVATE KEY" (RFC 5208 section 6). */
    static PrivateKey encrypted(byte[] encoded, String password) throws GeneralSecurityException, IOException {
        EncryptedPrivateKeyInfo info = info(encoded);
        AlgorithmParameters parameters = info.getAlgParameters();
        // for PBES2 (RFC 8018) the JDK gives the name its factories accept only as the text of the parameters
        boolean pbes2 = info.getAlgName().equals("PBES2") || info.getAlgName().equals("1.2.840.113549.1.5.13");
        String algorithm = pbes2 && parameters != null ? parameters.toString() : info.getAlgName();
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray());
        try {
            SecretKey key = SecretKeyFactory.getInstance(algorithm).generateSecret(spec);
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, key, parameters);
            return pkcs8(info.getKeySpec(cipher).getEncoded());
        } finally {
            spec.clearPassword();
        }
    }

    private static EncryptedPrivateKeyInfo info(byte[] encoded) throws NoSuchAlgorithmException {
        try {
            return new EncryptedPrivateKeyInfo(encoded);
        } catch (IOException e) {
            throw new NoSuchAlgorithmException("its encryption is not supported (" + e.getMessage() + ")", e);
        }
    }

    /** Tag, length (X.690 section 8.1.3) and content. */
    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.length;
        if (length < 0x80) {
            out.write(length);
        } else {
            int bytes = (32 - Integer.numberOfLeadingZeros(length) + 7) / 8;
            out.write(0x80 | bytes);
            for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
                out.write(length >>> shift);
            }
        }
        out.write(content, 0, length);
        return out.toByteArray();
    }
}
