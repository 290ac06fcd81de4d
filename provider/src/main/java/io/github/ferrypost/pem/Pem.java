package io.github.ferrypost.pem;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a PEM file (RFC 7468), ignoring the text between them. */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private Pem() {}

    static boolean is(String text) {
        return text.contains("-----BEGIN ");
    }

    /** @throws IllegalArgumentException if a block is not base64 */
    static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            String content = matcher.group(2);
            // RFC 1421 section 4.6 fields, used only by OpenSSL's old encrypted form
            boolean old = content.contains("Proc-Type:");
            byte[] bytes = old ? new byte[0] : Base64.getMimeDecoder().decode(content);
            blocks.add(new Block(old ? matcher.group(1) + " (encrypted)" : matcher.group(1), bytes));
        }
        return blocks;
    }

    /** One block: its label and its bytes. */
    static final class Block {
        private final String label;
        private final byte[] bytes;

        private Block(String label, byte[] bytes) {
            this.label = label;
            this.bytes = bytes;
        }

        String label() {
            return label;
        }

        byte[] bytes() {
            return bytes;
        }
    }
}
